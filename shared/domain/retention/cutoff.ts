const day = 24 * 3_600_000;

/** What ended before this time has been kept for so many days; nothing for 0 days, which means for ever. */
export function cutoff(days: number, now: Date): Date | undefined {
  return days === 0 ? undefined : new Date(now.getTime() - days * day);
}
