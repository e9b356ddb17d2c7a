import type { Jobs } from '../../ports/jobs.ts';
import type { Telemetry } from '../../ports/telemetry.ts';

/**
 * Lets messages carry on the trace that they were sent in, so that what a request led to can be followed through the
 * queue. A message that is sent again stays in the trace that it came with.
 */
export function traceJobs(jobs: Jobs, telemetry: Pick<Telemetry, 'active'>): Jobs {
  return {
    async enqueueTask(job, options) {
      const traceparent = job.traceparent ?? telemetry.active()?.traceparent;
      await jobs.enqueueTask(traceparent === undefined ? job : { ...job, traceparent }, options);
    },
    // What the timer asks for was asked for by nobody.
    enqueueChecks: (job) => jobs.enqueueChecks(job),
  };
}
