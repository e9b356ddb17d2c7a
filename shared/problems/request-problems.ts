import type { Problems } from './problem.ts';

/** What is wrong with a request, or with the object that it is about. */
export const requestProblems = {
  'request.not-json': [400, 'The body is not valid JSON', 'Send a JSON object with Content-Type: application/json.'],
  'request.invalid': [400, 'The request is not valid', 'Correct the fields named in `errors` and send it again.'],
  'request.too-large': [413, 'The body is too large', 'Send at most 1 MB.'],
  'request.media-type': [415, 'The body has another media type', 'Send application/json.'],
  'request.reference': [
    400,
    'A reference does not point at an object of this organization',
    'Use the `url` of an object that this service listed.',
  ],
  'request.page': [404, 'There is no such page', 'Begin with the first page and follow `next`.'],
  'route.not-found': [404, 'No such address', 'See /api/v1/docs for the addresses that exist.'],
  'object.not-found': [404, 'No such object', 'List the collection to see what there is.'],
  'object.exists': [
    409,
    'An object of this name exists already',
    'Choose another name, or change the one that exists.',
  ],
  'object.in-use': [409, 'The object is in use', 'Remove what uses it first.'],
  'object.changed': [412, 'The object has changed since it was read', 'Read it again and repeat the change.'],
  'idempotency.other-request': [
    422,
    'The Idempotency-Key belongs to another request',
    'Send every new request with a new key, and only its repetition with the same.',
  ],
  'idempotency.in-flight': [
    409,
    'A request with this Idempotency-Key is being carried out',
    'Wait for the seconds in Retry-After and send it again.',
  ],
  'idempotency.reply-lost': [
    409,
    'The request was carried out, and its answer was too long to keep',
    'Read the object that it made.',
  ],
  'feature.not-available': [
    501,
    'This part of the API is not available yet',
    'Leave the field out, or do without this address.',
  ],
} as const satisfies Problems;
