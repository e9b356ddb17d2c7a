import { createHash } from 'node:crypto';

/**
 * The public id of a step: a UUID, version 8 (RFC 9562, section 5.8), whose first 32 bits are the step's position and
 * whose rest is a hash over task and position. So a step is found by its id with a point lookup.
 */
export function stepId(taskId: string, sequence: number): string {
  const bytes = createHash('sha256').update(`${taskId}/${sequence}`).digest().subarray(0, 16);
  bytes.writeUInt32BE(sequence, 0);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The position of this task's step with this id; nothing when it is no id of one. */
export function sequenceOfStepId(taskId: string, id: string): number | undefined {
  const sequence = Number.parseInt(id.slice(0, 8), 16);
  if (!Number.isInteger(sequence)) return undefined;
  return stepId(taskId, sequence) === id.toLowerCase() ? sequence : undefined;
}
