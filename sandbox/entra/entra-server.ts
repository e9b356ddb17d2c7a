import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { JWTPayload } from 'jose';
import type { Cloud } from '../cloud/cloud.ts';
import type { CertificateAuthority } from '../tls/certificate-authority.ts';
import type { EntraContext } from './context.ts';
import type { EntraResponse } from './exchange.ts';
import { ExpiringStore } from './expiring-store.ts';
import { RequestTooLarge, readRequest } from './read-request.ts';
import { routeRequest } from './route-request.ts';
import { createSigningKeys } from './signing-keys.ts';

const host = 'login.localhost';
const minute = 60_000;
const tokenEndpoint = /^\/([^/]+)\/oauth2\/v2\.0\/token(\?|$)/i;

export interface EntraServer {
  port: number;
  /** Origin of all endpoints, e.g. `https://login.localhost:8443`. */
  authorityHost: string;
  /** The published signing keys (RFC 7517). */
  jwks(): { keys: object[] };
  /** Signs a token of this Entra for another part of the cloud. */
  sign(claims: JWTPayload): Promise<string>;
  /** Adds a signing key, which signs from then on; the earlier ones stay published. */
  rotateKeys(): Promise<void>;
  /** How many requests for tokens there were since the last call, by the tenant as the address names it. */
  takeTokenRequests(): Record<string, number>;
  stop(): Promise<void>;
}

export interface EntraOptions {
  cloud: Cloud;
  certificates: CertificateAuthority;
  /** Absent or 0: a free one. */
  port?: number;
}

/**
 * Entra for the local cloud on `https://login.localhost:<port>`: sign-in and consent pages, authorization code with PKCE,
 * client credentials, discovery, keys, admin consent. Listens on 127.0.0.1 only.
 */
export async function startEntra({ cloud, certificates, port = 0 }: EntraOptions): Promise<EntraServer> {
  const keys = await createSigningKeys(cloud);
  const server = createServer(await certificates.serverOptions([host]));
  await listen(server, port);
  const { port: actualPort } = server.address() as AddressInfo;
  const authorityHost = `https://${host}:${actualPort}`;
  const newId = () => randomBytes(32).toString('base64url');
  const store = <T>(lifetime: number) => new ExpiringStore<T>({ now: cloud.now, lifetime, newId });
  const context: EntraContext = {
    cloud,
    authorityHost,
    keys,
    accountChoices: store(10 * minute),
    consentChoices: store(10 * minute),
    // Longer than codes serve, so that an expired one is told from an unknown one.
    codes: store(60 * minute),
    // As for applications in the browser: https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-lifetime
    refreshTokens: store(24 * 60 * minute),
    sessions: store(24 * 60 * minute),
    uuid: randomUUID,
  };
  let tokenRequests: Record<string, number> = {};
  server.on('request', (message, response) => {
    const tenant = tokenEndpoint.exec(message.url ?? '')?.[1];
    if (tenant !== undefined) tokenRequests[tenant] = (tokenRequests[tenant] ?? 0) + 1;
    serve(context, message, response).catch((error: unknown) => {
      // The client went away in the middle of its request: nobody waits for an answer.
      if (message.destroyed && !message.complete) return;
      process.emitWarning(`Entra failed: ${inspect(error)}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end('Internal error');
    });
  });
  return {
    port: actualPort,
    authorityHost,
    jwks: () => keys.published(),
    sign: (claims) => keys.sign(claims),
    rotateKeys: () => keys.rotate(),
    takeTokenRequests() {
      const taken = tokenRequests;
      tokenRequests = {};
      return taken;
    },
    stop: () => stop(server),
  };
}

async function serve(context: EntraContext, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { cloud, uuid } = context;
  let answer: EntraResponse;
  try {
    const request = await readRequest(message, { now: cloud.now(), uuid });
    answer = await routeRequest(context, request);
    answer.headers['x-ms-request-id'] = request.traces.traceId;
    answer.headers['client-request-id'] = request.traces.correlationId;
  } catch (error) {
    if (!(error instanceof RequestTooLarge)) throw error;
    answer = { status: 413, headers: { connection: 'close' }, body: '' };
  }
  response.writeHead(answer.status, answer.headers);
  response.end(message.method === 'HEAD' ? '' : answer.body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
