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
/** Looking for turns begins after the moment that is given, and has to begin with a whole minute. */
const secondBeforeAny = new Date(-1_000);
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
    return new Cron(pattern, { mode: '6-part', domAndDow: true, sloppyRanges: true, utcOffset: 0 });
  } catch {
    return undefined;
  }
}

function isSensible(cron: Cron): boolean {
  // A minute in which it comes due has a turn for each of the seconds; so the first two show the shortest time of all.
  const [first, second] = cron.nextRuns(2, secondBeforeAny);
  return first !== undefined && second !== undefined && second.getTime() - first.getTime() >= minute;
}
