import { routes } from '../../functions/http/routes.ts';
import { unknownAddress } from '../../functions/http/unknown-address.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryCipher } from '../../shared/adapters/memory/memory-cipher.ts';
import { createMemoryEntra } from '../../shared/adapters/memory/memory-entra.ts';
import { createMemoryJobs } from '../../shared/adapters/memory/memory-jobs.ts';
import { createMemoryLeases } from '../../shared/adapters/memory/memory-leases.ts';
import { createMemoryMessages } from '../../shared/adapters/memory/memory-messages.ts';
import { createMemoryNews } from '../../shared/adapters/memory/memory-news.ts';
import { createMemoryReceivers } from '../../shared/adapters/memory/memory-receivers.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { createMemoryVaults } from '../../shared/adapters/memory/memory-vaults.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { traceJobs } from '../../shared/adapters/telemetry/trace-jobs.ts';
import type { Role } from '../../shared/domain/principal.ts';
import { parseSchedule, type Schedule } from '../../shared/domain/schedule.ts';
import { handleRequest } from '../../shared/http/handle-request.ts';
import type { Reply, Route } from '../../shared/http/route.ts';
import { createJsonLog } from '../../shared/log.ts';
import type { TokenVerifier } from '../../shared/ports/token-verifier.ts';
import { rememberRows } from '../../shared/store/remember-rows.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createOrganization } from '../../shared/use-cases/identity/create-organization.ts';
import { issueApiKey } from '../../shared/use-cases/identity/issue-api-key.ts';
import { generousLimits } from './generous-limits.ts';
import { matchRoute } from './match-route.ts';

const everyQuarter = parseSchedule('0 */15 * * * *') as Schedule;
export const publicUrl = 'https://service.example';

export interface TestRequest {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  rawBody?: Uint8Array | string;
  /** Null sends no credentials; absent: the ADMIN key of the first organization. */
  apiKey?: string | null;
  headers?: Record<string, string>;
}

export interface TestResponse {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into; the route's schema has checked it already
  json: any;
}

export interface TestAppOptions {
  tokenVerifier?: TokenVerifier;
  consent?: Partial<Deps['consent']>;
  /** Replaces single ports. */
  deps?: Partial<Deps>;
}

/**
 * The whole service on in-memory adapters, entered through its route table. Every successful JSON answer is
 * checked against the schema that its route declares.
 */
export async function createTestApp(options: TestAppOptions = {}) {
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const random = createSeededRandom(1);
  const logLines: string[] = [];
  const azure: Deps['azure'] = {
    authorityHost: 'https://login.example',
    vaultSuffix: 'vault.example',
    vaultScope: 'https://vault.example/.default',
    portalUrl: 'https://portal.azure.com',
    instanceDiscovery: false,
    clientId: '11111111-2222-4333-8444-555555555555',
    applicationName: 'Key Vault Integration',
  };
  const rows = rememberRows(options.deps?.rows ?? createMemoryRows(), { clock: options.deps?.clock ?? clock });
  const jobs = createMemoryJobs({ clock });
  const news = createMemoryNews({ clock });
  const messages = createMemoryMessages();
  const receivers = createMemoryReceivers();
  const telemetry = createMemoryTelemetry();
  const entra = await createMemoryEntra({ azure, clock });
  const vaults = createMemoryVaults({ clock });
  const deps: Deps = {
    clock,
    random,
    jobs: traceJobs(jobs, options.deps?.telemetry ?? telemetry),
    news,
    messages,
    leases: createMemoryLeases({ clock }),
    cipher: createMemoryCipher({ random }),
    vaults,
    entra,
    receivers,
    log: createJsonLog(
      (_level, line) => logLines.push(line),
      () => (options.deps?.telemetry ?? telemetry).active(),
    ),
    telemetry,
    azure,
    checkSchedule: everyQuarter,
    consent: {
      returnUrls: [],
      requiredRoles: ['62e90394-69f5-4237-9190-012177145e10'],
      redirectUri: `${publicUrl}/api/v1/integrations/azure/key_vault/callback`,
      ...options.consent,
    },
    expiry: { noticeDays: 30 },
    ...generousLimits(),
    portal: { files: { read: async () => undefined } },
    retention: { taskDays: 90, auditDays: 365, statusDays: 90, valueDays: 365, consentDays: 30, answerDays: 1 },
    ...options.deps,
    rows,
  };

  const organization = await createOrganization(deps, { name: 'Contoso' });
  const other = await createOrganization(deps, { name: 'Fabrikam' });
  const accounts = new Map<string, number>();
  const keyFor = async (organizationId: string, role: Role) => {
    // Names of service accounts are unique; the first of a role has the plain one.
    const number = (accounts.get(organizationId + role) ?? 0) + 1;
    accounts.set(organizationId + role, number);
    const name = number === 1 ? `${role} key` : `${role} key ${number}`;
    return (await issueApiKey(deps, { organizationId, name, role })).key.reveal();
  };
  const apiKey = await keyFor(organization.id, 'ADMIN');

  async function request(method: string, path: string, input: TestRequest = {}): Promise<TestResponse> {
    const url = new URL(path, publicUrl);
    const matched = matchRoute(routes, method, url.pathname) ?? { route: unknownAddress, params: {} };
    const key = input.apiKey === undefined ? apiKey : input.apiKey;
    const headers = new Headers({
      ...(key === null ? {} : { authorization: `Api-Key ${key}` }),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...input.headers,
    });
    const bytes = Buffer.from(input.rawBody ?? (input.body === undefined ? '' : JSON.stringify(input.body)));
    const reply = await handleRequest(
      matched.route,
      { deps, publicUrl, allowedOrigins: ['https://portal.example'], tokenVerifier: options.tokenVerifier },
      {
        method,
        url: url.toString(),
        params: matched.params,
        header: (name) => headers.get(name) ?? undefined,
        readBody: async () => bytes,
        invocationId: 'test-invocation',
        parent: headers.get('traceparent') ?? undefined,
      },
    );
    return check(matched.route, reply);
  }

  return {
    deps,
    clock,
    rows,
    jobs,
    news,
    messages,
    receivers,
    entra,
    vaults,
    telemetry,
    logLines,
    organization,
    otherOrganization: { ...other, apiKey: await keyFor(other.id, 'ADMIN') },
    apiKey,
    /** A key of another service account of the first organization. */
    keyWithRole: (role: Role) => keyFor(organization.id, role),
    request,
  };
}

export type TestApp = Awaited<ReturnType<typeof createTestApp>>;

/** Turns the reply into what a client sees, and holds it against the route's declaration. */
function check(route: Route, reply: Reply): TestResponse {
  const text = reply.text ?? (reply.body === undefined ? '' : JSON.stringify(reply.body));
  const headers = Object.fromEntries(
    Object.entries(reply.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const json = reply.text === undefined && text !== '' ? JSON.parse(text) : undefined;
  const declared = route.responses[reply.status];
  if (reply.status < 300 && declared === undefined) throw new Error(`${route.name} does not declare ${reply.status}`);
  if (reply.status < 300 && declared) declared.parse(json);
  if (reply.status >= 400 && reply.text === undefined && headers['content-type'] !== 'application/problem+json') {
    throw new Error(`${route.name} answered ${reply.status} without a problem`);
  }
  return { status: reply.status, headers, text, json };
}
