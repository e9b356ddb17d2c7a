/**
 * Ends every run with `N passed, N failed` alone on a line, also when a suite could not even be loaded,
 * and fails a run in which no test was executed.
 */
export default class ClosingLineReporter {
  #error;

  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    if (results.numPassedTests + failed === 0) this.#error = new Error('no test was executed');
    this.closingLine = `${results.numPassedTests} passed, ${failed} failed`;
    process.once('exit', () => process.stdout.write(`\n${this.closingLine}\n`));
  }

  getLastError() {
    return this.#error;
  }
}
