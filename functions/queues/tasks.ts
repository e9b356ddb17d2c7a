import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { runTask } from '../../shared/use-cases/sync/tasks/run-task.ts';
import { readTaskJob } from './task-job.ts';

/** The queue of tasks to work on. */
export const taskQueue = {
  name: 'runTask',
  queueName: 'tasks',
  connection: 'AzureWebJobsStorage',
  handle: async ({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> =>
    runTask(deps, readTaskJob(message)),
};
