import { taskId } from '../sync/task-id.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Hexadecimal digits of the milliseconds in a UUID of version 7. */
const timeDigits = 12;

/** The id of an entry: a UUID of version 7, which holds its time in milliseconds. `random`: 10 bytes. */
export function entryId(now: Date, random: Uint8Array): string {
  return taskId(now, random);
}

/** The id turned around, so that what is newer sorts first; nothing for a text that is no id. */
export function newestFirst(id: string): string | undefined {
  const lower = id.toLowerCase();
  return uuid.test(lower) ? complement(lower.replaceAll('-', '')) : undefined;
}

/** Sorts before all that {@link newestFirst} makes of ids of this time or before, and after all of later ones. */
export function newestAt(time: Date): string {
  const milliseconds = Math.min(Math.max(time.getTime(), 0), 16 ** timeDigits - 1);
  return complement(milliseconds.toString(16).padStart(timeDigits, '0'));
}

/** The time in what {@link newestFirst} made of an id. */
export function timeIn(turned: string): Date {
  return new Date(Number.parseInt(complement(turned.slice(0, timeDigits)), 16));
}

function complement(hex: string): string {
  return hex.replace(/./g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
}
