/** Asks for a task to be worked on. Ids only: the queue never sees a value. */
export interface TaskJob {
  /** Version of the message's shape; a later version of the app still understands it. */
  v: 1;
  organizationId: string;
  integrationId: string;
  actionId: string;
  taskId: string;
  /** It is its turn: it need not look who else of its organization waits. */
  called?: boolean;
  /** The span that asked for it (https://www.w3.org/TR/trace-context/); absent in messages of older versions. */
  traceparent?: string;
}

/** Asks for tests of the access to these integrations, which the run `claim` of a timer has promised. */
export interface CheckJob {
  v: 1;
  claim: string;
  checks: { organizationId: string; integrationId: string }[];
}

/** Work for later, delivered at least once, by a queue that triggers a function. */
export interface Jobs {
  /** `delaySeconds`: how long the message stays invisible, 0 to 604,800. */
  enqueueTask(job: TaskJob, options?: { delaySeconds?: number }): Promise<void>;
  enqueueChecks(job: CheckJob): Promise<void>;
}

const longestDelay = 604_800;

/** Every implementation's check of `delaySeconds`; anything but whole seconds in bounds is a mistake: `RangeError`. */
export function checkDelay(seconds: number): number {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > longestDelay) {
    throw new RangeError(`a delay is a whole number of seconds from 0 to ${longestDelay}, not ${seconds}`);
  }
  return seconds;
}
