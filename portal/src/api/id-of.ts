/** The id of what a reference of the API points at: the last part of its address, whose origin may be another. */
export function idOf(url: string): string {
  return url.replace(/\/$/, '').split('/').at(-1) ?? '';
}
