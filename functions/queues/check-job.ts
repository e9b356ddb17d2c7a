import { z } from 'zod';
import type { Log } from '../../shared/log.ts';
import type { CheckJob } from '../../shared/ports/jobs.ts';

/** More than is ever sent, so that a message that somebody has made up does not become a batch without end. */
const most = 100;

/** Unknown fields are ignored: a message of an earlier or a later version of the app is still understood. */
const checkJob = z.object({
  v: z.literal(1),
  claim: z.string().min(1),
  checks: z.array(z.object({ organizationId: z.string().min(1), integrationId: z.string().min(1) })).max(most),
});

/**
 * The platform hands a message over as the object that its JSON holds, or as its text. One that makes no sense is logged
 * and dropped: to try it again would make no more sense of it, and what it meant to ask for is due again soon.
 */
export function readCheckJob(message: unknown, { log }: { log: Log }): CheckJob | undefined {
  const parsed = checkJob.safeParse(typeof message === 'string' ? parseJson(message) : message);
  if (parsed.success) return parsed.data;
  log.error('checks.message-not-understood', { reason: z.prettifyError(parsed.error) });
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
