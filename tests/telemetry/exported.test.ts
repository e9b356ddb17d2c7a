import { taskQueue } from '../../functions/queues/tasks.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import type { ServedRequest } from '../../sandbox/key-vault/key-vault-server.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { createOpenTelemetry } from '../../shared/adapters/telemetry/open-telemetry.ts';
import { type Export, startExport } from '../../shared/adapters/telemetry/start-export.ts';
import { details, metrics, type SpanName, spans } from '../../shared/ports/signals.ts';
import { parseTraceParent } from '../../shared/ports/trace-parent.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { createSandboxWorld, type SandboxWorld } from '../contract/support/sandbox-world.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { type OtlpCollector, startOtlpCollector } from './otlp-collector.ts';

const collection = '/api/v1/integrations/azure/key_vault/';
const resource = '{{ environment }}-{{ project }}-{{ parameter }}';
const canary = 'canary-Vz8q-value';
const canaryName = 'CANARY-NAME';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

let collector: OtlpCollector;
let exported: Export;
let azure: SandboxWorld;
let app: TestApp;
const served: ServedRequest[] = [];
const jobTexts: string[] = [];
const answers: string[] = [];

/**
 * A secret value goes through access test, scan, import, push, a refused read and a defect; what left the process by way
 * of telemetry is looked at afterwards.
 */
beforeAll(async () => {
  collector = await startOtlpCollector();
  exported = await startExport({ otlpEndpoint: collector.url, serviceName: 'tests', checkSpansOneIn: 20 });
  const telemetry = createOpenTelemetry(exported);
  azure = await createSandboxWorld(telemetry, (request) => served.push(request));
  app = await createTestApp({ deps: { clock: systemClock, vaults: azure.vaults, telemetry } });

  const address = azure.createVault('rbac');
  azure.grantRole(address, 'Key Vault Secrets Officer');
  azure.seed(address, { name: `production-web-${canaryName}`, value: canary });
  for (const { versions } of azure.model(address).secrets) for (const version of versions) version.updated -= 60;
  const link = { name: 'contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
  const organizationId = app.organization.id;
  await putTenantLink(app.rows, { linkedAt: new Date(), organizationId, tenantId: address.tenantId, ...link });
  const send = async (method: string, path: string, body?: object) => {
    const response = await app.request(method, path, { body, headers: { traceparent } });
    answers.push(response.text);
    return response;
  };
  const work = async () => {
    for (const job of app.jobs.takeDueTasks()) {
      jobTexts.push(JSON.stringify(job));
      await taskQueue.handle({ deps: app.deps }, JSON.stringify(job)).catch(() => undefined);
    }
  };

  const body = { tenant_id: address.tenantId, vault_name: address.vaultName, writable: true };
  const { json: made } = await send('POST', collection, body);
  const integration = `${collection}${made.id}/`;
  await send('GET', `${integration}?refresh_status=true`);
  await send('POST', `${integration}scan/`, { resource });

  const pull = await send('POST', `${integration}pulls/`, { name: 'import', resource, create_projects: true });
  await watchdog.handle({ deps: app.deps });
  await work();
  const { json: projects } = await send('GET', '/api/v1/projects/');
  const { json: parameters } = await send('GET', `${new URL(projects.results[0].url).pathname}parameters/`);
  const fields = { name: 'push', resource: `copy-${resource}`, projects: [projects.results[0].url], tags: [] };
  await send('POST', `${integration}pushes/`, fields);
  await work();
  expect(azure.versions(address, `copy-production-web-${parameters.results[0].name}`)).toEqual([canary]);

  // The vault refuses, with everything that the request held in its error; then something breaks that has the value.
  for (const kind of ['throttle', 'unavailable'] as const) {
    azure.model(address).faults.push({ id: kind, kind, operations: ['list'], count: 1 });
    await send('POST', `${new URL(pull.json.url).pathname}sync/`);
    await work();
  }
  azure.model(address).faults = [];
  azure.grantRole(address, 'Key Vault Reader');
  await send('GET', `${integration}?refresh_status=true`);
  const { seal } = app.deps.cipher;
  app.deps.cipher.seal = async (plaintext) => {
    throw Object.assign(new Error('broken'), { value: plaintext.reveal(), request: { body: plaintext.reveal() } });
  };
  const parameter = `${new URL(parameters.results[0].url).pathname}values/`;
  const { json: values } = await send('GET', parameter);
  await send('PATCH', new URL(values.results[0].url).pathname, { internal_value: `${canary}-2` });
  app.deps.cipher.seal = seal;
  await exported.flush();
}, 60_000);

afterAll(async () => {
  await exported?.stop();
  await azure?.close();
  await collector?.stop();
});

test('something was exported, of every kind', () => {
  const names = new Set(collector.spans().map(({ name }) => name));
  expect([...names].sort()).toEqual(['access_test', 'http.request', 'task.run', 'tasks.watch', 'vault.request']);
  expect(collector.points().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['http.request.duration', 'vault.request.duration', 'queue.messages', 'tasks.open']),
  );
});

test("neither a secret's value nor its name is in what is exported, and no value in a log line or message", () => {
  const lines = app.logLines.join('\n');
  expect(lines).toContain('http.request');
  expect(answers.join('\n')).toContain('"code":"internal"');
  for (const text of [collector.text(), lines, jobTexts.join('\n')]) {
    expect(text).not.toContain(canary);
    expect(text).not.toContain(Buffer.from(canary).toString('base64').replace(/=+$/, ''));
    expect(text).not.toContain(app.apiKey);
  }
  expect(collector.text()).not.toMatch(/CANARY/i);
});

test('only what is declared is exported, with the declared unit and dimensions', () => {
  for (const { name, attributes } of collector.spans()) {
    const declared: readonly string[] = spans[name as SpanName].details;
    for (const key of Object.keys(attributes))
      expect(`${name}: ${key}`).toBe(`${name}: ${declared.find((d) => d === key)}`);
  }
  for (const { name, unit, attributes } of collector.points()) {
    const declared = metrics[name as keyof typeof metrics];
    expect({ name, unit }).toEqual({ name, unit: declared.unit });
    const known: readonly string[] = declared.dimensions;
    for (const key of Object.keys(attributes)) expect(known).toContain(key);
    expect(JSON.stringify(attributes)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  }
  expect(Object.keys(details)).toContain('organization_id');
});

test('one trace leads from the HTTP request through the queue to the vault', () => {
  expect(jobTexts.map((text) => parseTraceParent(JSON.parse(text).traceparent)?.traceId)).toEqual(
    jobTexts.map(() => traceId),
  );
  const all = collector.spans();
  const parentOf = (span: (typeof all)[number]) => all.find(({ spanId }) => spanId === span.parentSpanId);
  const write = all.find(({ name, attributes }) => name === 'vault.request' && attributes.operation === 'set');
  if (write === undefined) throw new Error('nothing was set');
  const run = parentOf(write);
  expect(run).toMatchObject({ name: 'task.run', traceId, attributes: { kind: 'push', outcome: 'finished' } });
  const request = run && parentOf(run);
  expect(request).toMatchObject({ attributes: { operation: 'integrations_azure_key_vault_pushes_create' } });
  expect(request?.parentSpanId).toBe('b7ad6b7169203331');
});

test("the vault is told the trace, so that its owner finds our request in the vault's log", () => {
  const asGuid = '0af76519-16cd-43dd-8448-eb211c80319c';
  const spanIds = collector.spans().map(({ spanId }) => spanId);
  expect(served.length).toBeGreaterThan(10);
  for (const request of served) {
    expect(request.correlationId).toBe(asGuid);
    const told = parseTraceParent(request.traceparent);
    expect(told?.traceId).toBe(traceId);
    expect(spanIds).toContain(told?.spanId);
  }
  expect(collector.spans().filter(({ name }) => name === 'vault.request')).toHaveLength(served.length);
});

test('every log line of the work names its trace and span', () => {
  const lines = app.logLines.map((line) => JSON.parse(line));
  const spanIds = collector.spans().map(({ spanId }) => spanId);
  const worked = lines.filter(({ event }) => event === 'task.worked-on');
  expect(worked.length).toBeGreaterThan(1);
  for (const line of worked) expect(spanIds).toContain(line.spanId);
  for (const line of worked) expect(line).toMatchObject({ traceId, spanId: expect.any(String) });
});

test('a test, a run and a request tell what they cost the vault', () => {
  const of = (name: string) => collector.spans().filter((span) => span.name === name);
  const number = (value: unknown) => Number(value ?? 0);
  const work = [...of('access_test'), ...of('task.run'), ...of('http.request')];
  const requests = work.reduce((sum, { attributes }) => sum + number(attributes.vault_requests), 0);
  expect(requests).toBe(served.length);
  const throttled = of('task.run').reduce((sum, { attributes }) => sum + number(attributes.vault_throttled), 0);
  expect(throttled).toBe(1);
  expect(of('access_test').map(({ attributes: { status, cause } }) => ({ status, cause }))).toEqual([
    { status: 'connected', cause: undefined },
    { status: 'connected', cause: undefined },
    { status: 'errored', cause: 'vault.forbidden-by-rbac' },
  ]);
});
