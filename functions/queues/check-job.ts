import { z } from 'zod';
import { ServiceError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { CheckJob } from '../../shared/ports/jobs.ts';
import { messageShape } from './message-shape.ts';

/** More than is ever sent, so that a message that somebody has made up does not become a batch without end. */
const most = 100;

/** Unknown fields are ignored: a message of an earlier or a later version of the app is still understood. */
const checkJob = z.object({
  v: z.literal(1),
  claim: z.string().min(1),
  checks: z.array(z.object({ organizationId: z.string().min(1), integrationId: z.string().min(1) })).max(most),
});

const readShape = messageShape(1, checkJob);

/**
 * A message that makes no sense is logged and dropped: to try it again would make no more sense of it, and what it meant to ask
 * for is due again soon. One of a newer version is rejected.
 */
export function readCheckJob(message: unknown, { log }: { log: Log }): CheckJob | undefined {
  try {
    return readShape(message);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'no JSON';
    log.error('checks.message-not-understood', { reason });
    return undefined;
  }
}
