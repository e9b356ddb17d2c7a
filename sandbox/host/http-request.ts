import type { IncomingMessage } from 'node:http';
import type { HttpData } from './typed-data.ts';

/** The platform's largest request body: 100 MB. https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger#limits */
export const MAX_BODY_BYTES = 104_857_600;

/** Undefined when the body is larger than the limit; the rest of it is then read and thrown away. */
export async function readBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

/** The URL as the client asked for it, made absolute with its Host header; undefined when that makes no URL. */
export function requestUrl(request: IncomingMessage): URL | undefined {
  const { host = '' } = request.headers;
  const target = request.url ?? '/';
  return URL.parse(target.startsWith('/') ? `http://${host}${target}` : target) ?? undefined;
}

/**
 * The request as the platform hands it to a worker: several values of one header or query parameter are joined with a comma
 * (ToRpcHttp in Azure/azure-functions-host). Headers such as `x-ms-client-principal` come through as the client sent them:
 * only App Service authentication removes them, and only where it is switched on
 * (https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities).
 */
export function toHttpData(
  request: IncomingMessage,
  url: URL,
  params: Record<string, string>,
  body: Uint8Array,
): HttpData {
  const headers = Object.entries(request.headersDistinct).map(([name, values = []]): [string, string] => [
    name.toLowerCase(),
    values.join(name === 'cookie' ? '; ' : ','),
  ]);
  return {
    method: request.method ?? 'GET',
    // The parser's own text would normalize the path; the app sees what was asked for.
    url: request.url?.startsWith('/') ? `${url.origin}${request.url}` : url.href,
    nullableHeaders: nullable(headers),
    nullableQuery: nullable(joinedQuery(url.searchParams)),
    nullableParams: nullable(Object.entries(params)),
    ...(body.byteLength === 0 ? {} : { body: { bytes: body } }),
  };
}

/** Names of query parameters are compared without case, as ASP.NET Core does; the first spelling stays. */
function joinedQuery(query: URLSearchParams): [string, string][] {
  const joined = new Map<string, [string, string]>();
  for (const [name, value] of query) {
    const known = joined.get(name.toLowerCase());
    joined.set(name.toLowerCase(), known ? [known[0], `${known[1]},${value}`] : [name, value]);
  }
  return [...joined.values()];
}

function nullable(entries: [string, string][]): Record<string, { value: string }> {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}
