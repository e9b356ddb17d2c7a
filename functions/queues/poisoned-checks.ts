import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { countMessage } from '../../shared/use-cases/telemetry/count-message.ts';
import { readCheckJob } from './check-job.ts';

/**
 * Where the platform puts messages that failed five times: the storage was away. Nothing is to be mended, since what was
 * promised and not tested comes with the timer's next turn; but somebody should know.
 */
export const poisonedCheckQueue = {
  name: 'tellOfPoisonedBatch',
  queueName: 'checks-poison',
  connection: 'AzureWebJobsStorage',
  handle: ({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> =>
    countMessage(
      deps,
      'checks-poison',
      message,
      (sent) => readCheckJob(sent, deps),
      async (job) => {
        if (job !== undefined) deps.log.error('checks.batch-given-up', { claim: job.claim, checks: job.checks.length });
      },
    ),
};
