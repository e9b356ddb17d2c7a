import { randomUUID } from 'node:crypto';
import type { Row, RowRange, Rows, RowWrite } from '../../shared/ports/rows.ts';

export const table = 'things';

export const insert = (rowKey: string, n = 1): RowWrite => ({ kind: 'insert', rowKey, values: { n } });
export const put = (rowKey: string, n = 1): RowWrite => ({ kind: 'put', rowKey, values: { n } });

/** A partition of its own for each test. */
export function freshPartition(rows: () => Rows) {
  let name = '';
  beforeEach(() => {
    name = randomUUID();
  });

  return {
    get name() {
      return name;
    },
    write: (...writes: RowWrite[]) => rows().write(table, name, writes),
    read: (rowKey: string) => rows().get(table, name, rowKey),
    range: (range?: RowRange) => rows().range(table, name, range),
    /** Row keys and `n` of the first page. */
    all: async () => (await rows().range(table, name)).rows.map((row) => [row.rowKey, row.values.n]),
    /** Page after page to the last. */
    async pages(range: RowRange): Promise<Row[][]> {
      const found: Row[][] = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await rows().range(table, name, { ...range, after });
        found.push(page.rows);
        after = page.next;
      }
      return found;
    },
  };
}
