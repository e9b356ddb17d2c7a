import type { Problems } from './problem.ts';

/** What fails on our side. */
export const serviceProblems = {
  'storage.newer-version': [
    503,
    'What is stored was written by a newer version of the service',
    'Try again in a minute: the older version is about to go.',
  ],
  'storage.unavailable': [503, 'The storage cannot be reached', 'Try again in a minute.'],
  'cipher.unreadable': [500, 'A stored value cannot be decrypted', 'Pass the code on to support.'],
  'cipher.key-unavailable': [
    503,
    'Secret values cannot be read or written at present',
    'Try again in a minute; if it stays, the operator has to look at the key that protects the values, and has been told.',
  ],
  internal: [500, 'Something went wrong on our side', 'Try again; if it stays, pass the trace id on to support.'],
} as const satisfies Problems;
