import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cloud } from '../cloud/cloud.ts';
import { answerPage, answerRefusal } from './answer-page.ts';
import { ControlError } from './control-error.ts';
import { directoryOperations } from './directory-operations.ts';
import { nameExists } from './name-exists.ts';
import { findOperation, type Operation } from './operation.ts';
import { readForm } from './read-form.ts';
import { secretOperations } from './secret-operations.ts';
import { vaultOperations } from './vault-operations.ts';

const operations: readonly Operation[] = [...directoryOperations, ...vaultOperations, ...secretOperations];

const maxBody = 1_000_000;

export interface ControlServer {
  url: string;
  stop(): Promise<void>;
}

/** Serves the control page from `/` on, its API under `/api/`, and the resolver at `/dns/{name}`, on 127.0.0.1 only. */
export async function startControl(options: { cloud: Cloud; port?: number }): Promise<ControlServer> {
  const server = http.createServer((request, response) => {
    answer(options.cloud, request, response).catch((error: unknown) => sendError(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(cloud: Cloud, request: IncomingMessage, response: ServerResponse): Promise<void> {
  refuseForeignPages(request);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  if (method === 'GET' && url.pathname.startsWith('/dns/')) {
    const exists = nameExists(cloud, decodeURIComponent(url.pathname.slice('/dns/'.length)));
    return sendJson(response, exists ? 200 : 404, { exists });
  }
  if (method === 'POST' && url.pathname === '/form') return answerForm(cloud, url, request, response);
  if (method === 'GET' && url.pathname === '/favicon.ico') return void response.writeHead(204).end();
  if (method === 'GET' && !url.pathname.startsWith('/api/')) return answerPage(cloud, url, response);
  const body = await readBody(request);
  const result = perform(cloud, method, url.pathname, body === '' ? undefined : parseJson(body));
  return result === undefined ? void response.writeHead(204).end() : sendJson(response, 200, result);
}

async function answerForm(cloud: Cloud, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, path, body, back, from, done } = readForm(url.searchParams, await readBody(request));
  try {
    perform(cloud, method, path, body);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return answerRefusal(cloud, from, error, response);
  }
  // By another request, so that loading the page again does not send the form again.
  response.writeHead(303, { Location: `${back}?${new URLSearchParams({ done })}` }).end();
}

function perform(cloud: Cloud, method: string, pathname: string, body: unknown): unknown {
  const found = findOperation(operations, method, pathname);
  if (found === undefined) throw new ControlError(404, `There is no ${method} ${pathname}.`);
  return found.operation.run(cloud, found.params, body);
}

/**
 * Any page in the same browser could send requests here: by its own origin, or by a name that it lets resolve to this
 * address. Neither is let in.
 */
function refuseForeignPages(request: IncomingMessage): void {
  const host = request.headers.host?.replace(/:\d+$/, '');
  if (host !== 'localhost' && host !== '127.0.0.1') throw new ControlError(403, 'Ask for localhost or 127.0.0.1.');
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.headers.host}`) {
    throw new ControlError(403, 'Pages of other origins may not use the control API.');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new ControlError(413, `A body has at most ${maxBody} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, 'The body is not JSON.');
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ControlError) sendJson(response, error.status, { error: error.message });
  else sendJson(response, 500, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
