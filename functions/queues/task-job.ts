import { z } from 'zod';
import type { TaskJob } from '../../shared/ports/jobs.ts';
import { messageShape } from './message-shape.ts';

/** Unknown fields are ignored: a message of a later version of the app is still understood. */
const taskJob = z.object({
  v: z.literal(1),
  organizationId: z.string(),
  integrationId: z.string(),
  actionId: z.string(),
  taskId: z.string(),
  called: z.boolean().optional(),
  // Whatever is in it: work is not refused for it.
  traceparent: z.string().optional().catch(undefined),
});

export const readTaskJob: (message: unknown) => TaskJob = messageShape(1, taskJob);
