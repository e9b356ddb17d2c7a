/** A .NET time span, `[d.]hh:mm:ss[.fffffff]`, in milliseconds; undefined when it is none. */
export function parseTimeSpan(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,7})?)?$/.exec(text.trim());
  if (!match) return undefined;
  const [days, hours, minutes, seconds, fraction] = match.slice(1).map((part) => Number(part ?? 0));
  if ((hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return undefined;
  const whole = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  return Math.round((whole + (fraction ?? 0)) * 1000);
}
