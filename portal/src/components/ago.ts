const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How long before (or after) `now` a moment is, e.g. "5 minutes ago", "in 2 days". Both in milliseconds since 1970. */
export function ago(moment: number, now: number): string {
  const seconds = (moment - now) / 1_000;
  const unit = units.find(([, length]) => Math.abs(seconds) >= length);
  if (unit === undefined) return 'just now';
  const [name, length] = unit;
  return format.format(Math.trunc(seconds / length), name);
}
