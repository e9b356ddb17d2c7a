import type { Reply } from './route.ts';

/*
 * Pages of other origins, of which the settings name those whose scripts may call the API: the portal, where something else
 * serves it. Tokens come in a header that scripts set themselves, so that no request carries credentials by itself.
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */

/** What of a request such a script may set. */
const sendable = ['Authorization', 'Content-Type', 'If-Match', 'Idempotency-Key'];

/** What of an answer it may read beside the body. */
const readable = ['ETag', 'Location', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Trace-Id'];

/** Seconds that a browser may remember the answer to a preflight; none remembers it for longer. */
const remembered = 7_200;

interface CrossOriginRequest {
  method: string;
  header(name: string): string | undefined;
}

/** For the answer to every request of such a page; nothing for all others. */
export function crossOriginHeaders(
  allowed: readonly string[],
  { header }: Pick<CrossOriginRequest, 'header'>,
): Record<string, string> {
  const origin = header('origin');
  if (origin === undefined || !allowed.includes(origin)) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': readable.join(', '),
    Vary: 'Origin',
  };
}

/** The answer to a browser that asks beforehand whether such a page may send something; undefined when it is not that. */
export function preflightReply(allowed: readonly string[], request: CrossOriginRequest): Reply | undefined {
  const method = request.header('access-control-request-method');
  const isPreflight = request.method === 'OPTIONS' && method !== undefined;
  if (!isPreflight || !allowed.includes(request.header('origin') ?? '')) return undefined;
  return {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': method,
      'Access-Control-Allow-Headers': sendable.join(', '),
      'Access-Control-Max-Age': String(remembered),
    },
  };
}
