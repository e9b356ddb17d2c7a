import { ServiceError } from '../../shared/errors.ts';
import { laterFeature } from '../../shared/http/later-features.ts';
import { route } from '../../shared/http/route.ts';

/**
 * Answers what no route answers, for every method, with a problem like all others; for what the public API has and
 * this service has not yet, one of its own. Here also come the questions that browsers ask before a page of another origin
 * sends something, which are answered before any route is (`shared/http/cross-origin.ts`). The platform tries routes in the
 * order of their functions' names: this one has to come last. It is no part of the API's description.
 */
export const unknownAddress = route({
  name: 'zz_unknown_address',
  method: 'GET',
  path: '/api/{*path}',
  summary: 'What no other route answers',
  auth: 'anonymous',
  request: {},
  responses: { 204: null },
  handle: async ({ url }) => {
    const missing = laterFeature(url.pathname);
    if (missing !== undefined) throw new ServiceError('feature.not-available', missing);
    throw new ServiceError('route.not-found', `Nothing answers this method at ${url.pathname}.`);
  },
});
