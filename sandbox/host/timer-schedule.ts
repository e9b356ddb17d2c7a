import { Cron } from 'croner';
import { AppStartError } from './app-start-error.ts';
import { parseTimeSpan } from './time-span.ts';

export interface TimerSchedule {
  /** As written in the function's declaration, settings resolved. */
  text: string;
  /** The first occurrence after this instant; both in milliseconds since 1970. */
  next(after: number): number;
  /** True when occurrences are a minute or more apart: only then does the platform remember runs and look for missed ones. */
  monitored: boolean;
}

const FIELD = /^[0-9a-z*,/-]+$/i;
const MINUTE = 60_000;

/**
 * A schedule in NCRONTAB, six fields with seconds first (five: seconds 0), or a time span such as `00:05:00` between two runs.
 * A day must match both day fields. https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 * `timeZone` is an IANA name.
 */
export function parseTimerSchedule(text: string, timeZone = 'UTC'): TimerSchedule {
  const interval = parseTimeSpan(text);
  if (interval) return { text, next: (after) => after + interval, monitored: interval >= MINUTE };
  const fields = text.trim().split(/\s+/);
  const pattern = (fields.length === 5 ? ['0', ...fields] : fields).join(' ');
  const cron = fields.every((field) => FIELD.test(field)) ? parseCron(pattern, timeZone) : undefined;
  if (!cron) throw new AppStartError('configuration', `The schedule "${text}" is no NCRONTAB expression.`);
  const next = (after: number) => {
    const date = cron.nextRun(new Date(after));
    if (date === null) throw new AppStartError('configuration', `The schedule "${text}" never comes due.`);
    return date.getTime();
  };
  return { text, next, monitored: shortestGap(next) >= MINUTE };
}

function parseCron(pattern: string, timezone: string): Cron | undefined {
  try {
    // `5/15` (from 5 on, every 15th) is NCRONTAB, though not what croner takes by itself.
    return new Cron(pattern, { mode: '6-part', domAndDow: true, sloppyRanges: true, timezone });
  } catch {
    return undefined;
  }
}

/** Of the first occurrences after a fixed instant, so that it is the same at every start. */
function shortestGap(next: (after: number) => number): number {
  let shortest = Number.POSITIVE_INFINITY;
  let last = next(0);
  for (let count = 0; count < 10; count++) {
    const following = next(last);
    shortest = Math.min(shortest, following - last);
    last = following;
  }
  return shortest;
}
