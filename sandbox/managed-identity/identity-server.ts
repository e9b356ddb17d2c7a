import { randomBytes, randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Cloud } from '../cloud/cloud.ts';
import type { EntraServer } from '../entra/entra-server.ts';
import { answerTokenRequest } from './answer-token-request.ts';

/** What the endpoint does instead of answering: 503, or breaking the connection off. */
export type IdentityTrouble = 'unavailable' | 'reset';

export interface IdentityServer {
  /** The environment variables by which the platform tells the app where its identities' tokens are. */
  environment: { IDENTITY_ENDPOINT: string; IDENTITY_HEADER: string };
  /** From now on, until it is set to undefined. */
  trouble: IdentityTrouble | undefined;
  /** How many requests there were since the last call, by the resource and status, e.g. `https://vault.localhost 200`. */
  takeRequests(): Record<string, number>;
  stop(): Promise<void>;
}

/**
 * The endpoint that gives the app tokens of the managed identities assigned to it: those of the cloud. As on the platform it
 * speaks http, on 127.0.0.1 alone.
 */
export async function startIdentityEndpoint(options: {
  cloud: Cloud;
  entra: Pick<EntraServer, 'authorityHost' | 'sign'>;
}): Promise<IdentityServer> {
  const { cloud, entra } = options;
  const secret = randomBytes(32).toString('hex').toUpperCase();
  let requests: Record<string, number> = {};

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const count = (status: number | string) => {
      const resource = new URL(request.url ?? '/', 'http://localhost').searchParams.get('resource') ?? '';
      const key = `${resource} ${status}`;
      requests[key] = (requests[key] ?? 0) + 1;
    };
    if (identityServer.trouble === 'reset') {
      count('reset');
      request.socket.resetAndDestroy();
      return;
    }
    const { status, body } =
      identityServer.trouble === 'unavailable'
        ? {
            status: 503,
            body: { statusCode: 503, message: 'The service is unavailable.', correlationId: randomUUID() },
          }
        : await answerTokenRequest(
            {
              method: request.method ?? 'GET',
              target: request.url ?? '/',
              secret: request.headers['x-identity-header']?.toString(),
            },
            {
              identities: cloud.model.managedIdentities,
              secret,
              authorityHost: entra.authorityHost,
              now: cloud.now(),
              uuid: randomUUID,
              sign: entra.sign,
            },
          );
    count(status);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.emitWarning(`The identity endpoint failed: ${inspect(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const identityServer: IdentityServer = {
    environment: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: secret },
    trouble: undefined,
    takeRequests() {
      const taken = requests;
      requests = {};
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return identityServer;
}
