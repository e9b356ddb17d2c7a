import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { testBatch } from '../../shared/use-cases/checks/test-batch.ts';
import { countMessage } from '../../shared/use-cases/telemetry/count-message.ts';
import { readCheckJob } from './check-job.ts';

/** The queue of integrations whose access is to be tested. */
export const checkQueue = {
  name: 'testBatch',
  queueName: 'checks',
  connection: 'AzureWebJobsStorage',
  handle: ({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> =>
    countMessage(
      deps,
      'checks',
      message,
      (sent) => readCheckJob(sent, deps),
      async (job) => {
        if (job !== undefined) await testBatch(deps, job);
      },
    ),
};
