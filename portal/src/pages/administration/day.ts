/** The day of a moment (ISO 8601) in the person's own time zone, as `<input type="date">` has it. */
export function dayOf(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The first moment of such a day, ISO 8601; empty when none is chosen. */
export function startOf(day: string): string {
  return day && new Date(`${day}T00:00:00`).toISOString();
}

/** The last moment of such a day. */
export function endOf(day: string): string {
  return day && new Date(`${day}T23:59:59.999`).toISOString();
}
