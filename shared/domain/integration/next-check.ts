const seconds = 1000;
const minutes = 60 * seconds;

/** Consents and grants take effect within minutes: a failure is tested again soon, then ever more rarely. */
const afterFailure = [30 * seconds, minutes, 2 * minutes, 5 * minutes, 10 * minutes];
const regularly = 60 * minutes;

/** When to test again after a test at `testedAt`; `failures`: tests in a row, this one included, that found no connection. */
export function nextCheck(testedAt: Date, failures: number): Date {
  const delay = failures === 0 ? regularly : (afterFailure[failures - 1] ?? regularly);
  return new Date(testedAt.getTime() + delay);
}
