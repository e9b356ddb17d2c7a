import type { Problems } from './problem.ts';

/** Who asks, and how often and how much. */
export const accessProblems = {
  'auth.missing': [401, 'No credentials', 'Send `Authorization: Api-Key <key>` or `Authorization: Bearer <token>`.'],
  'auth.invalid': [401, 'The credentials are not valid', 'Use an API key that is not revoked, or sign in again.'],
  'auth.unavailable': [503, "The token issuer's keys cannot be fetched", 'Try again in a minute.'],
  'auth.forbidden': [403, 'The role does not allow this', 'Ask an owner of the organization for a higher role.'],
  'rate.limited': [429, 'Too many requests', 'Wait for the seconds in Retry-After.'],
  'limit.integrations': [
    403,
    'The organization has as many integrations as it may',
    'Delete one that is not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.actions': [
    403,
    'The organization has as many imports and pushes as it may',
    'Delete some that are not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.projects': [
    403,
    'The organization has as many projects as it may',
    'Delete one that is not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.environments': [
    403,
    'The organization has as many environments as it may',
    'Delete one that is not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.parameters': [
    403,
    'The organization has as many parameters as it may',
    'Delete some that are not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.keys': [403, 'The service account has as many keys as it may', 'Revoke one that is not used any more.'],
} as const satisfies Problems;
