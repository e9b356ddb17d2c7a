import { z } from 'zod';
import { ServiceError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { answerOnce } from '../use-cases/idempotency/answer-once.ts';
import type { Reply, Route, RouteContext } from './route.ts';

const header = 'Idempotency-Key';
const longestKey = 255;

const storedReply = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});

/**
 * Lets a POST with an `Idempotency-Key` answer once: the same request under the same key, by the same user, gets the
 * first one's answer for 24 hours. All else is answered as ever.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function handleOnce(
  route: Route,
  context: RouteContext<unknown, unknown, unknown>,
  readBody: () => Promise<Uint8Array>,
  handle: () => Promise<Reply>,
): Promise<Reply> {
  const key = context.header(header.toLowerCase());
  if (key === undefined || route.method !== 'POST' || route.auth === 'anonymous' || route.readsOnly) return handle();
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > longestKey) {
    throw new ServiceError('request.invalid', `${header} is 1 to ${longestKey} visible ASCII characters.`, {
      fields: [{ field: `header.${header}`, code: 'format', detail: 'Use a UUID.' }],
    });
  }
  const { deps, principal, url } = context;
  const { organizationId, kind, id } = principal;
  const body = Buffer.from(await readBody()).toString('base64');
  const { reply, replayed } = await answerOnce(deps, {
    address: { organizationId, user: { kind, id }, key },
    request: new Secret(JSON.stringify([route.name, url.pathname, url.search, body])),
    run: async () => new Secret(JSON.stringify(await handle())),
  });
  const { headers, ...answer } = storedReply.parse(JSON.parse(reply.reveal()));
  return { ...answer, headers: { ...headers, ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}) } };
}
