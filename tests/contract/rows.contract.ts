import type { Rows } from '../../shared/ports/rows.ts';
import { describeRowLimits } from './row-limits.contract.ts';
import { describeRowRanges } from './row-ranges.contract.ts';
import { describeRowTransactions } from './row-transactions.contract.ts';
import { describeRowValues } from './row-values.contract.ts';
import { describeRowWrites } from './row-writes.contract.ts';

/** What every implementation of `Rows` keeps. */
export function describeRows(name: string, make: () => Rows): void {
  describe(`rows: ${name}`, () => {
    let rows: Rows;
    beforeAll(() => {
      rows = make();
    });
    const current = () => rows;

    describeRowWrites(current);
    describeRowTransactions(current);
    describeRowRanges(current);
    describeRowValues(current);
    describeRowLimits(current);
  });
}
