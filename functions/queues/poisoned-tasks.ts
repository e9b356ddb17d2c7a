import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { failPoisonedTask } from '../../shared/use-cases/sync/tasks/fail-poisoned-task.ts';
import { countMessage } from '../../shared/use-cases/telemetry/count-message.ts';
import { readTaskJob } from './task-job.ts';

/** Where the platform puts messages that failed five times. */
export const poisonedTaskQueue = {
  name: 'failPoisonedTask',
  queueName: 'tasks-poison',
  connection: 'AzureWebJobsStorage',
  handle: (
    { deps }: Pick<HttpRuntime, 'deps'>,
    message: unknown,
    { invokedBy }: { invokedBy?: string } = {},
  ): Promise<void> =>
    countMessage(deps, 'tasks-poison', message, readTaskJob, (job) => failPoisonedTask(deps, job, { invokedBy })),
};
