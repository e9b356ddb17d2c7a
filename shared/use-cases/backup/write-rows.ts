import type { Rows } from '../../ports/rows.ts';
import type { BareRow } from '../../store/backup-line.ts';
import { eachAtOnce } from '../operations/each-at-once.ts';
import { inBatches } from '../operations/in-batches.ts';

const atOnce = 8;

/** Writes rows as they are, in transactions. */
export async function writeRows(rows: Rows, table: string, copied: AsyncIterable<BareRow>): Promise<void> {
  const writes = async function* () {
    for await (const { partitionKey, rowKey, values } of copied) {
      yield { partitionKey, write: { kind: 'put', rowKey, values } as const };
    }
  };
  await eachAtOnce(inBatches(writes()), atOnce, ({ partitionKey, writes: puts }) =>
    rows.write(table, partitionKey, puts),
  );
}
