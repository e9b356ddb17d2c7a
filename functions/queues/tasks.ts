import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { runTask } from '../../shared/use-cases/sync/tasks/run-task.ts';
import { countMessage } from '../../shared/use-cases/telemetry/count-message.ts';
import { readTaskJob } from './task-job.ts';

/** The queue of tasks to work on. */
export const taskQueue = {
  name: 'runTask',
  queueName: 'tasks',
  connection: 'AzureWebJobsStorage',
  /** `invokedBy`: the `traceparent` of the platform's span of the invocation. */
  handle: (
    { deps }: Pick<HttpRuntime, 'deps'>,
    message: unknown,
    { invokedBy }: { invokedBy?: string } = {},
  ): Promise<void> => countMessage(deps, 'tasks', message, readTaskJob, (job) => runTask(deps, job, { invokedBy })),
};
