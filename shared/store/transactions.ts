import type { RowWrite } from '../ports/rows.ts';
import { Transaction } from './transaction.ts';

/** Cuts independent writes of one partition into as few transactions as their order allows. */
export function* inTransactions(partitionKey: string, writes: readonly RowWrite[]): Generator<RowWrite[]> {
  let transaction = new Transaction(partitionKey);
  for (const write of writes) {
    if (transaction.add([write])) continue;
    yield transaction.writes;
    transaction = new Transaction(partitionKey);
    transaction.add([write]);
  }
  if (transaction.writes.length > 0) yield transaction.writes;
}
