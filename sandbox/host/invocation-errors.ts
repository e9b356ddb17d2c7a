import type { ErrorRecord } from './messages.ts';

/** The function's handler (or a hook of the app) threw. */
export class FunctionFailed extends Error {
  readonly code = 'function-failed';
  readonly functionName: string;

  constructor(functionName: string, error: ErrorRecord) {
    super(`${error.name}: ${error.message}`);
    this.name = 'FunctionFailed';
    this.functionName = functionName;
    if (error.stack) this.stack = error.stack;
  }
}

/** The process that ran the function is gone; what the function did until then is unknown. */
export class WorkerLost extends Error {
  readonly code = 'worker-lost';

  constructor(how: string) {
    super(`The worker process ended (${how}).`);
    this.name = 'WorkerLost';
  }
}
