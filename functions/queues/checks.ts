import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { testBatch } from '../../shared/use-cases/checks/test-batch.ts';
import { readCheckJob } from './check-job.ts';

/** The queue of integrations whose access is to be tested. */
export const checkQueue = {
  name: 'testBatch',
  queueName: 'checks',
  connection: 'AzureWebJobsStorage',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> {
    const job = readCheckJob(message, deps);
    if (job !== undefined) await testBatch(deps, job);
  },
};
