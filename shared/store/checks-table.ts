import { createHash } from 'node:crypto';

/** Checks of integrations, what is due soon, and the history of statuses. */
export const checksTable = 'checks';

/** For good: another number would lead to other partitions than the rows are in. */
const shardCount = 16;
const shardName = (number: number) => `shard-${String(number).padStart(2, '0')}`;

/** All partitions. */
export const shards: readonly string[] = Array.from({ length: shardCount }, (_, number) => shardName(number));

/** The partition of all checks of an organization. */
export function shardOf(organizationId: string): string {
  const [byte = 0] = createHash('sha256').update(organizationId).digest();
  return shardName(byte % shardCount);
}
