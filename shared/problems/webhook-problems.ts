import type { Problems } from './problem.ts';

/** Webhooks. */
export const webhookProblems = {
  'webhook.address': [
    400,
    'Nothing can be sent to this address',
    'Give an https address on the Internet, without user and password, at the port that `detail` names, if any.',
  ],
  'webhook.too-many': [409, 'There are too many webhooks', 'Delete one that is not needed.'],
} as const satisfies Problems;
