/**
 * The id of a task: a UUID, version 7 (RFC 9562, section 5.7), so that ids sort by time. After `previous` it is
 * always greater, even within its millisecond or when the clock went back (section 6.2). `random`: 10 bytes.
 */
export function taskId(now: Date, random: Uint8Array, previous?: string): string {
  const earliest = previous === undefined ? 0 : timeOfTaskId(previous) + 1;
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.max(now.getTime(), earliest), 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** When the task was made, in milliseconds since 1970. */
export function timeOfTaskId(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/** Sorts before every id of a task that was made at this time or later, and after all of earlier ones. */
export function firstTaskIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
