import type { Clock } from '../ports/clock.ts';
import type { Row, Rows } from '../ports/rows.ts';

interface Memory {
  row: Promise<Row | undefined>;
  /** When the look-up began: what it found may have changed ever since. */
  since: number;
}

/**
 * The same rows, but a row that was asked for with a `maxAge` is remembered and answers whoever asks for one of that
 * age, the most recent `limit` of them; those who ask at the same time share a look-up. What is written through these
 * rows is forgotten at once, what others write when it is too old. What is not there is not remembered.
 */
export function rememberRows(
  rows: Rows,
  { clock, limit = 10_000 }: { clock: Pick<Clock, 'now'>; limit?: number },
): Rows {
  // A Map keeps the order of insertion: what is used is put at the end.
  const memories = new Map<string, Memory>();
  const nameOf = (...keys: [table: string, partitionKey: string, rowKey: string]) => JSON.stringify(keys);

  function lookUp(name: string, look: () => Promise<Row | undefined>, since: number): Memory {
    const memory: Memory = { row: look(), since };
    const forget = () => {
      if (memories.get(name) === memory) memories.delete(name);
    };
    memory.row.then((row) => row ?? forget(), forget);
    return memory;
  }

  return {
    async get(table, partitionKey, rowKey, { maxAge } = {}) {
      const look = () => rows.get(table, partitionKey, rowKey);
      if (maxAge === undefined) return look();
      const name = nameOf(table, partitionKey, rowKey);
      const now = clock.now().getTime();
      const known = memories.get(name);
      // A clock that was put back would make a memory young again.
      const fits = known !== undefined && known.since <= now && now - known.since < maxAge;
      const memory = fits ? known : lookUp(name, look, now);
      memories.delete(name);
      memories.set(name, memory);
      const [oldest] = memories.keys();
      if (memories.size > limit && oldest !== undefined) memories.delete(oldest);
      return memory.row;
    },
    range: (table, partitionKey, range) => rows.range(table, partitionKey, range),
    async write(table, partitionKey, writes) {
      try {
        return await rows.write(table, partitionKey, writes);
      } finally {
        // Afterwards, so that what was looked up meanwhile goes too; and whatever became of it, as a write without an
        // answer may have been made.
        for (const { rowKey } of writes) memories.delete(nameOf(table, partitionKey, rowKey));
      }
    },
  };
}
