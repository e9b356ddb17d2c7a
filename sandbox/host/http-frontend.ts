import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HostLog } from './host-log.ts';
import { readBody, requestUrl, toHttpData } from './http-request.ts';
import { type HttpReply, toHttpReply } from './http-response.ts';
import { PortInUse } from './port-in-use.ts';
import type { RouteTable } from './route-table.ts';
import type { HttpData, InvocationResponse } from './typed-data.ts';

export interface HttpFrontendOptions {
  routes: RouteTable;
  /** 0: any free port. */
  port: number;
  invoke(functionName: string, request: HttpData): Promise<InvocationResponse>;
  /** Names of the function's HTTP output bindings. */
  httpOutputs(functionName: string): string[];
  /** `POST /admin/functions/{name}`: false when there is no such function. */
  runByHand(functionName: string, input: string): boolean;
  /** Milliseconds until a client is given up on. */
  responseLimit: number;
  log: HostLog;
}

export interface HttpFrontend {
  port: number;
  /** Takes no more requests; resolves when the present ones are answered, or after the deadline (milliseconds). */
  stop(deadline: number): Promise<void>;
}

/** Rejects with {@link PortInUse}. */
export async function startHttpFrontend(options: HttpFrontendOptions): Promise<HttpFrontend> {
  const server = createServer((request, response) => {
    answer(options, request)
      .catch((error: unknown) => {
        options.log({ level: 'error', source: 'host', message: `${request.method} ${request.url}: ${error}` });
        return emptyReply(500);
      })
      .then((reply) => {
        // A connection that is kept open would keep a stopping server from closing.
        if (!server.listening) response.shouldKeepAlive = false;
        write(response, reply);
      })
      // A client that went away in the middle of its request gets no answer.
      .catch(() => response.destroy());
  });
  // The platform has no limit of its own here; the app's time is limited by `responseLimit`.
  server.requestTimeout = 0;
  const port = await listen(server, options.port);
  return {
    port,
    async stop(deadline) {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), deadline);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function answer(options: HttpFrontendOptions, request: IncomingMessage): Promise<HttpReply> {
  const body = await readBody(request);
  if (body === undefined) return emptyReply(413);
  const url = requestUrl(request);
  if (url === undefined) return emptyReply(400);

  const byHand = /^\/admin\/functions\/([^/]+)\/?$/i.exec(url.pathname)?.[1];
  if (byHand !== undefined && request.method === 'POST') {
    return emptyReply(options.runByHand(decodeURIComponent(byHand), adminInput(body)) ? 202 : 404);
  }
  // Dots in the path are resolved by now, as the platform's server does before it routes.
  const found = options.routes.match(request.method ?? 'GET', url.pathname);
  if (found.kind === 'none') return emptyReply(404);
  if (found.kind === 'method-not-allowed') return { ...emptyReply(405), headers: { allow: found.allow.join(', ') } };

  const outputs = options.httpOutputs(found.functionName);
  const answered = options
    .invoke(found.functionName, toHttpData(request, url, found.params, body))
    .then((response) => toHttpReply(response, outputs));
  return withLimit(answered, options.responseLimit);
}

/** The load balancer gives up on a response after 230 seconds; the function itself goes on. */
async function withLimit(answered: Promise<HttpReply>, milliseconds: number): Promise<HttpReply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HttpReply>((resolve) => {
    timer = setTimeout(() => resolve(emptyReply(504)), milliseconds);
  });
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

function write(response: ServerResponse, { status, headers, body }: HttpReply): void {
  const bodyless = status === 204 || status === 304 || status < 200;
  response.writeHead(status, bodyless ? headers : { ...headers, 'content-length': body.byteLength });
  response.end(bodyless || response.req.method === 'HEAD' ? undefined : body);
}

function emptyReply(status: number): HttpReply {
  return { status, headers: {}, body: Buffer.alloc(0) };
}

/** The `input` of the admin API's body. https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http */
function adminInput(body: Buffer): string {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    const input = typeof parsed === 'object' && parsed !== null && 'input' in parsed ? parsed.input : undefined;
    return typeof input === 'string' ? input : JSON.stringify(input ?? '');
  } catch {
    return '';
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortInUse(port, { cause: error });
    throw error;
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
