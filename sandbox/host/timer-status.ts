import { z } from 'zod';
import type { TimerSchedule } from './timer-schedule.ts';
import type { TypedData } from './typed-data.ts';

/** When a timer ran and comes due next; milliseconds since 1970, `last` undefined before the first run. */
export interface TimerStatus {
  last?: number;
  next: number;
  lastUpdated: number;
}

/** .NET's "no date". */
const NEVER = '0001-01-01T00:00:00';

/**
 * What the stored status (undefined: none yet) means now: a run was missed if the occurrence expected next is in the past. A
 * schedule that was changed since is not held to its old occurrences.
 */
export function checkPastDue(
  stored: TimerStatus | undefined,
  schedule: TimerSchedule,
  now: number,
): { status: TimerStatus; changed: boolean; isPastDue: boolean } {
  if (!stored) return { status: { next: schedule.next(now), lastUpdated: now }, changed: true, isPastDue: false };
  const expected = schedule.next(stored.last ?? stored.lastUpdated);
  if (stored.next === expected) return { status: stored, changed: false, isPastDue: now > stored.next };
  const status = now > expected ? { next: schedule.next(now), lastUpdated: now } : { ...stored, next: expected };
  return { status, changed: true, isPastDue: false };
}

/** A timer that fired a little early must not come due a second time for the same occurrence. */
export function statusAfterRun(
  status: TimerStatus,
  schedule: TimerSchedule,
  startedAt: number,
  due: boolean,
): TimerStatus {
  const last = due ? Math.max(startedAt, status.next) : startedAt;
  return { last, next: schedule.next(last), lastUpdated: last };
}

const date = z.string().transform((text, context) => {
  if (text.startsWith('0001-')) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  context.addIssue({ code: 'custom', message: `"${text}" is no date` });
  return z.NEVER;
});
const document = z.object({ Last: date, Next: date, LastUpdated: date });

/** The JSON that the platform keeps in its status blob. */
export function writeStatus(status: TimerStatus): string {
  return JSON.stringify(toDocument(status));
}

/** Undefined when the text is no status (what is not understood is as good as not there). */
export function readStatus(text: string): TimerStatus | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = document.safeParse(value);
  if (!parsed.success || parsed.data.Next === undefined) return undefined;
  const { Last: last, Next: next, LastUpdated: lastUpdated = last ?? 0 } = parsed.data;
  return { ...(last === undefined ? {} : { last }), next, lastUpdated };
}

/** The timer's data for the worker; `status` undefined for schedules that are not monitored. */
export function timerData(status: TimerStatus | undefined, isPastDue: boolean): TypedData {
  const data = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ? toDocument(status) : null,
    IsPastDue: isPastDue,
  };
  return { json: JSON.stringify(data) };
}

function toDocument({ last, next, lastUpdated }: TimerStatus) {
  return {
    Last: last === undefined ? NEVER : new Date(last).toISOString(),
    Next: new Date(next).toISOString(),
    LastUpdated: new Date(lastUpdated).toISOString(),
  };
}
