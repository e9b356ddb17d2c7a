import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { failPoisonedTask } from '../../shared/use-cases/sync/tasks/fail-poisoned-task.ts';
import { readTaskJob } from './task-job.ts';

/** Where the platform puts messages that failed five times. */
export const poisonedTaskQueue = {
  name: 'failPoisonedTask',
  queueName: 'tasks-poison',
  connection: 'AzureWebJobsStorage',
  handle: async ({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> =>
    failPoisonedTask(deps, readTaskJob(message)),
};
