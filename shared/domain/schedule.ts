import { Cron } from 'croner';

/** When a timer comes due. */
export interface Schedule {
  /** NCRONTAB: six fields, seconds first. */
  text: string;
  /** The timer's last turn up to this moment. */
  turnAt(moment: Date): Date;
}

const field = /^[0-9a-z*,/-]+$/i;
const minute = 60_000;
/** Turns that are looked at to find the shortest time between two. */
const lookedAt = 100;

/**
 * Reads an NCRONTAB expression, in UTC. Nothing when it is none, never comes due, or has turns less than a minute apart.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function parseSchedule(text: string): Schedule | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6 || !fields.every((part) => field.test(part))) return undefined;
  const cron = parseCron(fields.join(' '));
  if (cron === undefined || !isSensible(cron)) return undefined;
  return {
    text,
    turnAt(moment) {
      // croner gives turns before a moment: the moment itself may be one.
      const last = cron.previousRuns(2, new Date(moment.getTime() + 1000)).find((turn) => turn <= moment);
      return last ?? new Date(0);
    },
  };
}

function parseCron(pattern: string): Cron | undefined {
  try {
    // `5/15` (from 5 on, every 15th) is NCRONTAB, though not what croner takes by itself; a day must match both day fields.
    return new Cron(pattern, { mode: '6-part', domAndDow: true, sloppyRanges: true, timezone: 'UTC' });
  } catch {
    return undefined;
  }
}

function isSensible(cron: Cron): boolean {
  const turns = cron.nextRuns(lookedAt, new Date(0)).map((turn) => turn.getTime());
  const gaps = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0));
  return gaps.length > 0 && Math.min(...gaps) >= minute;
}
