/**
 * The stable code of an error, for what tells errors apart without saying what they are about. Whatever has none, or one
 * that is no short word, is only known to be unexpected.
 */
export function errorCode(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^[A-Za-z][\w.-]{0,60}$/.test(code) ? code : 'unexpected';
}
