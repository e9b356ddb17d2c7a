import type { RowWrite } from '../../ports/rows.ts';
import { Transaction } from '../../store/transaction.ts';

/** A write and the partition that it belongs to. */
export interface PlacedWrite {
  partitionKey: string;
  write: RowWrite;
}

/** Cuts writes, each partition's one after the other, into as few transactions as their order allows. */
export async function* inBatches(writes: AsyncIterable<PlacedWrite>): AsyncGenerator<Transaction> {
  let transaction: Transaction | undefined;
  for await (const { partitionKey, write } of writes) {
    if (transaction?.partitionKey === partitionKey && transaction.add([write])) continue;
    if (transaction !== undefined) yield transaction;
    transaction = new Transaction(partitionKey);
    transaction.add([write]);
  }
  if (transaction !== undefined) yield transaction;
}
