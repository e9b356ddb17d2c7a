/** Seconds until the next attempt after so many failed ones in a row: Key Vault's documented back-off, and no more than 30. */
const pauses = [1, 2, 4, 8, 16];
const longestPause = 30;
/** The longest that a vault is believed that it wants to be left alone. */
const longestRequested = 300;

/** Milliseconds until a wrapping key may be asked again. `retryAfter`: seconds that the vault asked for. */
export function backOff(failures: number, retryAfter = 0): number {
  const pause = pauses[failures - 1] ?? longestPause;
  return Math.max(pause, Math.min(retryAfter, longestRequested)) * 1000;
}
