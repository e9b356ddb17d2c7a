import type { IncomingMessage } from 'node:http';
import type { EntraRequest } from './exchange.ts';

const bodyLimit = 128 * 1024;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export class RequestTooLarge extends Error {
  override readonly name = 'RequestTooLarge';
}

/** Takes an HTTP request apart. Rejects with {@link RequestTooLarge} for a body that no form of ours has. */
export async function readRequest(
  message: IncomingMessage,
  { now, uuid }: { now: number; uuid: () => string },
): Promise<EntraRequest> {
  // Taken as a path only: an absolute or a `//host` target must not lead elsewhere.
  const target = `/${(message.url ?? '/').replace(/^[a-z][a-z+.-]*:\/\/[^/]*/i, '').replace(/^\/+/, '')}`;
  const url = new URL(target, 'https://localhost');
  const form = presentFields(new URLSearchParams(await readBody(message)));
  const query = presentFields(url.searchParams);
  const { authorization, cookie, origin } = message.headers;
  const asked = query['client-request-id'] ?? form['client-request-id'] ?? message.headers['client-request-id'];
  return {
    method: message.method ?? 'GET',
    target,
    segment: url.pathname.split('/')[1] ?? '',
    query,
    form,
    headers: { authorization, cookie, origin },
    traces: {
      traceId: uuid(),
      correlationId: typeof asked === 'string' && guid.test(asked) ? asked : uuid(),
      time: new Date(now),
    },
  };
}

/** RFC 6749, 3.1: a parameter without a value is treated as if it were omitted. */
const presentFields = (parameters: URLSearchParams) =>
  Object.fromEntries([...parameters].filter(([, value]) => value !== ''));

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new RequestTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
