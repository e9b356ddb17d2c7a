import type { Row, Rows } from '../ports/rows.ts';

/**
 * The same rows, but those of one table are looked up once and then remembered, the most recent `limit` of them. Only for
 * a table whose rows never change, and whose going decides nothing: another process may delete one that is remembered
 * here. What is not there is not remembered.
 */
export function rememberRows(rows: Rows, table: string, limit = 10_000): Rows {
  // A Map keeps the order of insertion: what is used is put at the end.
  const remembered = new Map<string, Row>();
  const nameOf = (partitionKey: string, rowKey: string) => JSON.stringify([partitionKey, rowKey]);
  return {
    async get(from, partitionKey, rowKey) {
      if (from !== table) return rows.get(from, partitionKey, rowKey);
      const name = nameOf(partitionKey, rowKey);
      const found = remembered.get(name) ?? (await rows.get(table, partitionKey, rowKey));
      remembered.delete(name);
      if (found === undefined) return undefined;
      remembered.set(name, found);
      const [oldest] = remembered.keys();
      if (remembered.size > limit && oldest !== undefined) remembered.delete(oldest);
      return found;
    },
    range: (from, partitionKey, range) => rows.range(from, partitionKey, range),
    async write(to, partitionKey, writes) {
      const etags = await rows.write(to, partitionKey, writes);
      if (to === table) for (const { rowKey } of writes) remembered.delete(nameOf(partitionKey, rowKey));
      return etags;
    },
  };
}
