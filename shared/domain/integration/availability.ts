import type { Status } from './cause.ts';
import type { StatusChange } from './status-change.ts';

/** How an integration fared in a span of time. */
export interface Availability {
  /** The share of the time in which it was connected, 0 to 1; null while nothing is known of that time. */
  connected: number | null;
  /** How often the status changed. */
  changes: number;
}

interface Span {
  status: Status;
  from: number;
  to: number;
}

/**
 * From `since` to `now`. `changes`: all of that time, newest first, and more of before is no harm; `current` is the status
 * at present. Time of which nothing is known (before the first test) does not count.
 */
export function availability(
  changes: readonly StatusChange[],
  current: { status: Status; statusSince: Date },
  { since, now }: { since: Date; now: Date },
): Availability {
  let [connected, known] = [0, 0];
  for (const { status, from, to } of spans(changes, current, now)) {
    const length = to - Math.max(from, since.getTime());
    if (length <= 0 || status === 'unknown') continue;
    known += length;
    if (status === 'connected') connected += length;
  }
  return {
    connected: known === 0 ? null : connected / known,
    changes: changes.filter(({ at, from, to }) => at >= since && from !== to && from !== 'unknown').length,
  };
}

/** The times between the changes, newest first. */
function* spans(
  changes: readonly StatusChange[],
  current: { status: Status; statusSince: Date },
  now: Date,
): Generator<Span> {
  let span = { status: current.status, from: changes[0]?.at ?? current.statusSince, to: now };
  for (const [index, change] of changes.entries()) {
    yield { status: span.status, from: span.from.getTime(), to: span.to.getTime() };
    span = { status: change.from, from: changes[index + 1]?.at ?? change.fromSince, to: change.at };
  }
  yield { status: span.status, from: span.from.getTime(), to: span.to.getTime() };
}

/** So many changes of status within a day are flapping. */
const flappingChanges = 6;

export const isFlapping = (day: Availability): boolean => day.changes >= flappingChanges;
