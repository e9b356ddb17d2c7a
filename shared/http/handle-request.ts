import type { z } from 'zod';
import { type Principal, roleSuffices } from '../domain/principal.ts';
import type { Admission } from '../domain/request-window.ts';
import { ServiceError } from '../errors.ts';
import type { Span } from '../ports/telemetry.ts';
import type { TokenVerifier } from '../ports/token-verifier.ts';
import type { Deps } from '../use-cases/deps.ts';
import { authenticate } from '../use-cases/identity/authenticate.ts';
import { admitRequest } from '../use-cases/limits/admit-request.ts';
import { observeWork } from '../use-cases/telemetry/observe-work.ts';
import { maxBodyBytes, parseBody } from './body.ts';
import { readCredentials } from './credentials.ts';
import { crossOriginHeaders, preflightReply } from './cross-origin.ts';
import { handleAudited } from './handle-audited.ts';
import { handleOnce } from './handle-once.ts';
import { ifMatch } from './if-match.ts';
import { Links } from './links.ts';
import { problemReply, toServiceError, validationError } from './problem.ts';
import { rateHeaders } from './rate-headers.ts';
import { remoteAddress } from './remote-address.ts';
import type { Reply, Route, RouteContext } from './route.ts';

/** A request as it comes in, whatever server took it. */
export interface IncomingRequest {
  method: string;
  /** Absolute, or path and query. */
  url: string;
  /** The path parameters, decoded. */
  params: Record<string, string>;
  header(name: string): string | undefined;
  readBody(): Promise<Uint8Array>;
  /** The platform's name of this invocation, for its own logs. */
  invocationId: string;
  /** The `traceparent` that it came with, from the platform or from the client; not checked yet. */
  parent?: string;
}

export interface HttpRuntime {
  deps: Deps;
  tokenVerifier?: TokenVerifier;
  /** Origin of the service as clients see it. */
  publicUrl: string;
  /** Origins of other pages whose scripts may call the API. */
  allowedOrigins: readonly string[];
}

/**
 * Takes one request through authentication, parsing and its handler. Never rejects: every failure is a problem. Its trace's
 * id names it in logs and problems, to the client, and to whatever it leads to.
 */
export function handleRequest(route: Route, runtime: HttpRuntime, request: IncomingRequest): Promise<Reply> {
  const { invocationId, parent } = request;
  return observeWork(
    runtime.deps,
    'http.request',
    (span) => {
      span.note({ operation: route.name, invocation_id: invocationId });
      return handleWithin(span, route, runtime, request);
    },
    { parent },
  );
}

async function handleWithin(span: Span, route: Route, runtime: HttpRuntime, request: IncomingRequest): Promise<Reply> {
  const { log, clock } = runtime.deps;
  const started = clock.now().getTime();
  let principal: Principal | undefined;
  let rate: Admission | undefined;
  let reply: Reply;
  let failure: ServiceError | undefined;
  try {
    principal = route.auth === 'anonymous' ? undefined : await identify(runtime, request);
    rate = principal && (await admitRequest(runtime.deps, principal.organizationId));
    if (principal !== undefined) authorize(route.auth, principal, rate);
    reply = preflightReply(runtime.allowedOrigins, request) ?? (await answer(route, runtime, request, principal));
  } catch (error) {
    failure = toServiceError(error);
    reply = problemReply(failure, span.traceId);
  }
  const fields = {
    operation: route.name,
    status: reply.status,
    milliseconds: clock.now().getTime() - started,
    invocationId: request.invocationId,
    organizationId: principal?.organizationId,
    code: failure?.code,
  };
  span.note({ status: reply.status, code: failure?.code, organization_id: principal?.organizationId });
  if (reply.status >= 500) span.fail();
  if (reply.status >= 500) log.error('http.request', { ...fields, error: failure?.cause ?? failure });
  else log.info('http.request', fields);
  return {
    ...reply,
    headers: {
      ...securityHeaders,
      ...crossOriginHeaders(runtime.allowedOrigins, request),
      ...(rate && rateHeaders(rate)),
      ...reply.headers,
      'X-Trace-Id': span.traceId,
    },
  };
}

/** For every answer: nothing may be guessed, framed or kept by a cache on the way. */
const securityHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

function identify({ deps, tokenVerifier }: HttpRuntime, request: IncomingRequest): Promise<Principal> {
  const credentials = readCredentials(request.header('authorization'));
  const from = remoteAddress(request.header('x-forwarded-for'));
  return authenticate({ ...deps, tokenVerifier }, credentials, { from });
}

function authorize(needed: Route['auth'], { role }: Principal, rate: Admission | undefined): void {
  if (rate?.admitted === false) {
    const sentence = `The organization may send ${rate.limit} requests a minute and has sent as many.`;
    throw new ServiceError('rate.limited', sentence, { retryAfter: rate.seconds });
  }
  if (needed !== 'anonymous' && !roleSuffices(role, needed)) {
    throw new ServiceError('auth.forbidden', `This needs the role ${needed}; yours is ${role}.`);
  }
}

async function answer(
  route: Route,
  runtime: HttpRuntime,
  request: IncomingRequest,
  principal: Principal | undefined,
): Promise<Reply> {
  const url = new URL(request.url, runtime.publicUrl);
  const body = once(() => request.readBody());
  const context: RouteContext<unknown, unknown, unknown> = {
    deps: runtime.deps,
    get principal(): Principal {
      if (principal === undefined) throw new Error(`the anonymous route ${route.name} asked who is calling`);
      return principal;
    },
    params: parse('path', route.request.params, request.params),
    query: parse('query', route.request.query, readQuery(url)),
    body: await readBody(route, { ...request, readBody: body }),
    links: new Links(runtime.publicUrl),
    url: new URL(`${url.pathname}${url.search}`, runtime.publicUrl),
    header: (name) => request.header(name),
    requireUnchanged(tagOf) {
      if (!route.conditional) throw new Error(`the route ${route.name} does not say that it is conditional`);
      return ifMatch(request.header('if-match'), tagOf);
    },
  };
  return handleOnce(route, context, body, () => handleAudited(route, context));
}

/** A request's body can be read only once. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

async function readBody(route: Route, request: IncomingRequest): Promise<unknown> {
  const schema = route.request.body;
  if (schema === undefined) return undefined;
  const announced = Number(request.header('content-length') ?? 0);
  if (announced > maxBodyBytes) throw new ServiceError('request.too-large');
  const body = await parseBody(await request.readBody(), request.header('content-type'));
  if (body === undefined && route.request.bodyRequired === false) return parse('body', schema, {});
  return parse('body', schema, body);
}

function parse(place: 'body' | 'query' | 'path', schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // An id that is none cannot be anybody's: the same answer as for one that does not exist.
  if (place === 'path') throw new ServiceError('object.not-found', 'There is no such object in this organization.');
  throw validationError(place, parsed.error);
}

/** The query as a record; a parameter that stands twice has no meaning and is refused. */
function readQuery(url: URL): Record<string, string> {
  const twice = [...new Set(url.searchParams.keys())].filter((name) => url.searchParams.getAll(name).length > 1);
  if (twice.length > 0) {
    throw new ServiceError('request.invalid', `Given more than once: ${twice.join(', ')}.`, {
      fields: twice.map((name) => ({ field: `query.${name}`, code: 'repeated', detail: 'Give it once.' })),
    });
  }
  return Object.fromEntries(url.searchParams);
}
