/** A moment as `<input type="datetime-local">` has it: in the person's own time zone, to the second. */
export function toLocalTime(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

/** The moment that such an input says, as ISO 8601; nothing while it says none. */
export function fromLocalTime(text: string): string | undefined {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
