import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cloud } from '../cloud/cloud.ts';
import type { Vault } from '../cloud/model.ts';
import type { VaultOperation } from '../cloud/vault-operation.ts';
import type { CertificateAuthority } from '../tls/certificate-authority.ts';
import { type AnswerDeps, answerRequest } from './answer-request.ts';
import { countRequest } from './count-request.ts';
import { KeyVaultError } from './key-vault-error.ts';
import type { Answer } from './operation-request.ts';
import { createQuotaWindows } from './quota-window.ts';
import { readJsonBody } from './read-json-body.ts';
import { routeRequest } from './route-request.ts';
import { createTokenVerifier, type KeySource } from './verify-token.ts';

const DOMAIN = 'vault.localhost';
const RESOURCE = `https://${DOMAIN}`;

export interface KeyVaultServer {
  port: number;
  /** What follows `https://<vault>.` in a vault's address: `vault.localhost:<port>`. */
  suffix: string;
  /** The scope to ask tokens for. */
  scope: string;
  stop(): Promise<void>;
}

export interface KeyVaultOptions {
  cloud: Cloud;
  certificates: CertificateAuthority;
  /** Entra's public signing keys. */
  entraKeys: KeySource;
  /** Entra's origin, which the challenge names. */
  authorityHost: string;
  port?: number;
  /** For faults that hit a share of the requests: a number from 0 (inclusive) to 1. */
  random?: () => number;
  newVersionId?: () => string;
  /** Told of every request when it has had its effect, before it is answered. */
  onRequest?: (request: ServedRequest) => void;
}

export interface ServedRequest {
  vault: Vault;
  /** As it is counted: a request without a token is a `challenge`. */
  operation: VaultOperation | 'challenge' | 'unknown';
  status: number | 'reset';
  /** `x-ms-client-request-id`, which Key Vault logs as `CorrelationId`. */
  correlationId?: string;
  traceparent?: string;
}

/** Key Vault on `https://<vault>.vault.localhost:<port>`: one TLS server for all the vaults of the cloud. */
export async function startKeyVault(options: KeyVaultOptions): Promise<KeyVaultServer> {
  const { cloud } = options;
  const stopping = new AbortController();
  const deps: AnswerDeps = {
    cloud,
    verifyToken: createTokenVerifier(options.entraKeys),
    admit: createQuotaWindows(),
    random: options.random ?? Math.random,
    newVersionId: options.newVersionId ?? (() => randomBytes(16).toString('hex')),
    wait: (milliseconds) => wait(milliseconds, undefined, { signal: stopping.signal }),
    resource: RESOURCE,
  };

  const server = https.createServer(await options.certificates.serverOptions([`*.${DOMAIN}`]), (message, response) => {
    const vault = vaultOf(cloud, message.headers.host);
    // No such name in the DNS: nothing answers at all.
    if (!vault) message.socket.destroy();
    else {
      serve(deps, options, vault, message, response).catch((error: unknown) => {
        // A client that hangs up or a server that stops ends a request; anything else is a defect here, and must not look like Azure.
        response.destroy(error instanceof Error ? error : undefined);
      });
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    suffix: `${DOMAIN}:${port}`,
    scope: `${RESOURCE}/.default`,
    stop: () => {
      stopping.abort();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function vaultOf(cloud: Cloud, host: string | undefined): Vault | undefined {
  const name = /^([^.]+)\.vault\.localhost(:\d+)?$/i.exec(host ?? '')?.[1];
  return name ? cloud.vault(name) : undefined;
}

async function serve(
  deps: AnswerDeps,
  { authorityHost, onRequest }: Pick<KeyVaultOptions, 'authorityHost' | 'onRequest'>,
  vault: Vault,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Not resolved against a base: a path may begin with two slashes.
  const url = new URL(`https://${message.headers.host}${message.url}`);
  const route = routeRequest(message.method ?? 'GET', url.pathname);
  const token = /^Bearer +(\S+)$/i.exec(message.headers.authorization ?? '')?.[1];
  let answer: Answer | 'reset';
  let headers: Record<string, string> = {};
  try {
    if (!route) throw new KeyVaultError(404, 'NotFound', `There is no operation ${message.method} ${url.pathname}.`);
    answer = await answerRequest(deps, {
      vault,
      vaultUrl: url.origin,
      route,
      query: url.searchParams,
      token,
      readBody: () => readJsonBody(message),
    });
  } catch (error) {
    if (!(error instanceof KeyVaultError)) throw error;
    answer = { status: error.status, body: error.toBody() };
    headers = error.status === 401 ? challenge(authorityHost, vault) : error.headers;
  }
  const operation = token ? (route?.operation ?? 'unknown') : 'challenge';
  const status = answer === 'reset' ? 'reset' : answer.status;
  countRequest(vault, operation, status);
  deps.cloud.changed();
  const header = (name: string) => message.headersDistinct[name]?.join();
  const ids = { correlationId: header('x-ms-client-request-id'), traceparent: header('traceparent') };
  onRequest?.({ vault, operation, status, ...ids });
  if (answer === 'reset') message.socket.destroy();
  else send(response, answer, headers);
}

function challenge(authorityHost: string, vault: Vault): Record<string, string> {
  return { 'WWW-Authenticate': `Bearer authorization="${authorityHost}/${vault.tenantId}", resource="${RESOURCE}"` };
}

function send(response: ServerResponse, answer: Answer, headers: Record<string, string>): void {
  const body = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'Cache-Control': 'no-cache',
    'x-ms-keyvault-region': 'westeurope',
    'x-ms-request-id': randomUUID(),
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }),
    ...headers,
  });
  response.end(body);
}
