import { ROOT_CONTEXT } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  SamplingDecision,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { checkQueue } from '../../functions/queues/checks.ts';
import { checkTimer } from '../../functions/timers/check-timer.ts';
import type { ServedRequest } from '../../sandbox/key-vault/key-vault-server.ts';
import { createOpenTelemetry } from '../../shared/adapters/telemetry/open-telemetry.ts';
import { RoutineTraces, sampleRate } from '../../shared/adapters/telemetry/routine-traces.ts';
import { parseTraceParent } from '../../shared/ports/trace-parent.ts';
import type { Vault, VaultAddress, Vaults } from '../../shared/ports/vaults.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { collection, quarter } from '../checks/world.ts';
import { createSandboxWorld, type SandboxWorld } from '../contract/support/sandbox-world.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const oneIn = 4;
const exporter = new InMemorySpanExporter();
const measured = new InMemoryMetricExporter(AggregationTemporality.DELTA);
const routineTraces = new RoutineTraces([new SimpleSpanProcessor({ exporter })], oneIn);
const tracers = new TracerProvider({ spanProcessors: [routineTraces] });
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: measured })] });
const telemetry = createOpenTelemetry({
  tracer: tracers.getTracer('tests'),
  meter: meters.getMeter('tests'),
  routineTraces,
});

interface Connected {
  id: string;
  address: VaultAddress;
}

let azure: SandboxWorld;
let app: TestApp;
let vaults: Connected[];
let served: ServedRequest[] = [];

beforeAll(async () => {
  azure = await createSandboxWorld(telemetry, (request) => served.push(request));
  app = await createTestApp({ deps: { vaults: azure.vaults, telemetry } });
  const organizationId = app.organization.id;
  const link = { name: 'contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
  await putTenantLink(app.rows, { organizationId, tenantId: azure.tenantId, linkedAt: app.clock.now(), ...link });
  vaults = [];
  for (let number = 0; number < 24; number += 1) {
    const address = azure.createVault('rbac');
    azure.grantRole(address, 'Key Vault Secrets Officer');
    const body = { tenant_id: azure.tenantId, vault_name: address.vaultName, writable: true };
    const { json } = await app.request('POST', collection, { body });
    vaults.push({ id: json.id, address });
  }
}, 60_000);
afterAll(async () => {
  await tracers.shutdown();
  await meters.shutdown();
  await azure?.close();
});

/** One turn of the timer; gives what the vaults and the exporter saw of it. */
async function turn(deps: Deps = app.deps) {
  await app.clock.advance(quarter);
  await meters.forceFlush();
  measured.reset();
  exporter.reset();
  app.logLines.length = 0;
  served = [];
  await checkTimer.handle({ deps });
  for (const job of app.jobs.takeChecks()) await checkQueue.handle({ deps }, job);
  await meters.forceFlush();
  // The vault knows of every test, also of those whose spans nobody got.
  const requests = Map.groupBy(served, ({ traceparent }) => parseTraceParent(traceparent)?.traceId ?? '');
  const spans = Map.groupBy(exporter.getFinishedSpans(), (span) => span.spanContext().traceId);
  const traceOf = ({ address }: Connected) =>
    served.find(({ vault }) => vault.name === address.vaultName)?.traceparent?.split('-')[1] ?? '';
  return { requests, spans, traceOf };
}

/** The rule by which traces are kept, as OpenTelemetry has it. */
const isSampled = (traceId: string) =>
  new TraceIdRatioBasedSampler(1 / oneIn).shouldSample(ROOT_CONTEXT, traceId).decision ===
  SamplingDecision.RECORD_AND_SAMPLED;

const countOf = (name: string) =>
  measured
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .filter(({ descriptor }) => descriptor.name === name)
    .flatMap(({ dataPoints }) => dataPoints.map(({ value }) => (typeof value === 'number' ? 0 : value.count)))
    .reduce((sum, count) => sum + count, 0);

test('of routine health checks one in so many is kept, whole and with its rate; every one is measured', async () => {
  const { requests, spans } = await turn();
  expect(requests.size).toBe(vaults.length);
  expect([...spans.keys()].sort()).toEqual([...requests.keys()].filter(isSampled).sort());
  for (const [traceId, its] of spans) {
    const names = its.map(({ name }) => name).sort();
    expect(names).toEqual(['access_test', ...(requests.get(traceId) ?? []).map(() => 'vault.request')]);
    expect(its.map(({ attributes }) => attributes[sampleRate])).toEqual(its.map(() => 100 / oneIn));
  }
  expect(countOf('access_test.duration')).toBe(vaults.length);
  expect(countOf('vault.request.duration')).toBe(served.length);
  expect(app.logLines.map((line) => JSON.parse(line).event)).toEqual(
    expect.arrayContaining(['checks.scheduled', 'checks.tested']),
  );
});

test('a change of status, what stays away, and what fails on the way are always kept, for themselves alone', async () => {
  const [lost, refused] = vaults as [Connected, Connected];
  azure.grantRole(lost.address, 'Key Vault Reader');
  azure.model(refused.address).faults.push({ id: 'once', kind: 'unavailable', operations: ['list'], count: 1 });
  const keptIn = async (expected: Connected[]) => {
    const { requests, spans, traceOf } = await turn();
    const always = expected.map(traceOf);
    const ids = [...requests.keys()].filter((id) => always.includes(id) || isSampled(id));
    expect([...spans.keys()].sort()).toEqual(ids.sort());
    for (const id of always) {
      expect(spans.get(id)).toHaveLength(1 + (requests.get(id)?.length ?? 0));
      for (const { attributes } of spans.get(id) ?? []) expect(attributes).not.toHaveProperty([sampleRate]);
    }
  };
  await keptIn([lost, refused]);
  // The one is still away, the other one is back.
  await keptIn([lost, refused]);
  azure.grantRole(lost.address, 'Key Vault Secrets Officer');
  await keptIn([lost]);
  await keptIn([]);
});

test('one that took long is always kept', async () => {
  const [slow] = vaults as [Connected];
  const open: Vaults['open'] = (address) => {
    const vault = azure.vaults.open(address);
    if (address.vaultName !== slow.address.vaultName) return vault;
    const probe: Vault['probe'] = async (...options) => {
      await app.clock.advance(2_000);
      return vault.probe(...options);
    };
    return { ...vault, probe };
  };
  const { requests, spans, traceOf } = await turn({ ...app.deps, vaults: { open } });
  const its = spans.get(traceOf(slow));
  expect(its).toHaveLength(1 + (requests.get(traceOf(slow))?.length ?? 0));
  for (const { attributes } of its ?? []) expect(attributes).not.toHaveProperty([sampleRate]);
});

test('a test that a person asks for is kept with the request', async () => {
  exporter.reset();
  await app.request('GET', `${collection}${vaults[0]?.id}/?refresh_status=true`);
  const names = exporter.getFinishedSpans().map(({ name }) => name);
  expect(new Set(names)).toEqual(new Set(['http.request', 'access_test', 'vault.request']));
  for (const { attributes } of exporter.getFinishedSpans()) expect(attributes).not.toHaveProperty([sampleRate]);
});
