import { z } from 'zod';
import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { runTask } from '../../shared/use-cases/sync/run-task.ts';

/** Unknown fields are ignored: a message of a later version of the app is still understood. */
const taskJob = z.object({
  v: z.literal(1),
  organizationId: z.string(),
  integrationId: z.string(),
  actionId: z.string(),
  taskId: z.string(),
});

/** The queue of tasks to work on. The platform hands a message over as the object that its JSON holds, or as its text. */
export const taskQueue = {
  name: 'runTask',
  queueName: 'tasks',
  connection: 'AzureWebJobsStorage',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>, message: unknown): Promise<void> {
    const job: unknown = typeof message === 'string' ? JSON.parse(message) : message;
    await runTask(deps, taskJob.parse(job));
  },
};
