import type { RowWrite } from '../ports/rows.ts';
import { transactionBytes } from './row-limits.ts';

const mostRows = 100;
const mostBytes = 4 * 1024 * 1024;

/** Writes of one partition that are collected for one transaction, within what Table Storage takes at once. */
export class Transaction {
  readonly partitionKey: string;
  readonly writes: RowWrite[] = [];
  #bytes = 0;

  constructor(partitionKey: string) {
    this.partitionKey = partitionKey;
  }

  /** Takes the writes in and returns true, or returns false when they do not fit beside what is there. */
  add(writes: readonly RowWrite[]): boolean {
    const bytes = writes.reduce((sum, write) => sum + transactionBytes(this.partitionKey, write), 0);
    const fits = this.writes.length + writes.length <= mostRows && this.#bytes + bytes <= mostBytes;
    if (!fits && this.writes.length > 0) return false;
    this.writes.push(...writes);
    this.#bytes += bytes;
    return true;
  }
}

/** Whether these writes can be made at once. */
export function fitsOneTransaction(partitionKey: string, writes: readonly RowWrite[]): boolean {
  const [first, ...rest] = writes;
  if (first === undefined) return true;
  const transaction = new Transaction(partitionKey);
  return transaction.add([first]) && (rest.length === 0 || transaction.add(rest));
}
