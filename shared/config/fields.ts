import { z } from 'zod';
import { parseSchedule } from '../domain/schedule.ts';

/** Texts with commas between; the empty text is none. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** An http or https address, read without the slashes at its end. */
export const origin = z
  .url({ protocol: /^https?$/, error: 'not an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''));

/** An origin as browsers name it in the header `Origin`; an address of something there is a mistake. */
export const webOrigin = z
  .url({ protocol: /^https?$/, error: 'not an http or https address' })
  .refine((url) => !url.replace(/^\w+:\/\/[^/]*\/?/, ''), 'not an origin: an address without a path')
  .transform((url) => new URL(url).origin);

/** Digits alone: what else JavaScript takes for a number is more likely a mistake. */
export function wholeNumber(least: number, most: number) {
  const error = `not a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, error)
    .transform(Number)
    .pipe(z.int().min(least, error).max(most, error));
}

/** NCRONTAB, read as `Schedule`. */
export const schedule = z.string().transform((text, context) => {
  const parsed = parseSchedule(text);
  if (parsed !== undefined) return parsed;
  const message = `not a schedule: six NCRONTAB fields, seconds first, turns at least a minute apart (${JSON.stringify(text)})`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
