import type { HttpHandler, HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { maxBodyBytes } from './body.ts';
import { type HttpRuntime, handleRequest } from './handle-request.ts';
import type { Reply, Route } from './route.ts';

/** The platform's handler for one route. */
export function toHttpHandler(route: Route, runtime: () => Promise<HttpRuntime>): HttpHandler {
  return async (request, context) => {
    const reply = await handleRequest(route, await runtime(), {
      method: request.method,
      url: request.url,
      params: request.params,
      header: (name) => request.headers.get(name) ?? undefined,
      readBody: () => readBody(request),
      invocationId: context.invocationId,
      // The platform's own span of the request, where it makes one, goes on with the client's.
      parent: context.traceContext?.traceParent ?? request.headers.get('traceparent') ?? undefined,
    });
    return toResponse(reply);
  };
}

/**
 * The platform's route template: without the slash at either end (it ignores a trailing one). host.json adds no prefix, since
 * it would stand before the portal's address too.
 * Ids are constrained to GUIDs: the platform takes the first template that matches, in the order of the functions'
 * names, so that `{id}` must not match `consents` (https://github.com/Azure/azure-functions-host/issues/9876).
 */
export function toRouteTemplate({ path, request }: Pick<Route, 'path' | 'request'>): string {
  const shape = request.params instanceof z.ZodObject ? request.params.shape : {};
  const template = path.replace(/^\/|\/$/g, '');
  return template.replace(/\{(\w+)\}/g, (parameter, name: string) =>
    shape[name] instanceof z.ZodGUID || shape[name] instanceof z.ZodUUID ? `{${name}:guid}` : parameter,
  );
}

/** Reads no further than one byte past the limit, so that a huge body costs no memory. */
async function readBody(request: HttpRequest): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > maxBodyBytes) break;
  }
  return Buffer.concat(chunks);
}

function toResponse(reply: Reply): HttpResponseInit {
  const raw = reply.text ?? reply.bytes;
  if (raw !== undefined) return { status: reply.status, headers: reply.headers, body: raw };
  if (reply.body === undefined) return { status: reply.status, headers: reply.headers };
  return {
    status: reply.status,
    headers: { 'Content-Type': 'application/json', ...reply.headers },
    body: JSON.stringify(reply.body),
  };
}
