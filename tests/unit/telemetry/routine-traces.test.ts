import { type ReadableSpan, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createOpenTelemetry } from '../../../shared/adapters/telemetry/open-telemetry.ts';
import { RoutineTraces, sampleRate } from '../../../shared/adapters/telemetry/routine-traces.ts';
import type { Telemetry } from '../../../shared/ports/telemetry.ts';

/** OpenTelemetry's own rule takes the exclusive or of an id's four parts for a number: the smallest is always kept. */
const kept = '00000000000000000000000000000001';
const leftOut = 'ffffffff000000000000000000000000';

let passed: ReadableSpan[];
let traces: RoutineTraces;
let telemetry: Telemetry;
let traceId: string;

function record(oneIn: number) {
  passed = [];
  const next: SpanProcessor = {
    onStart: () => undefined,
    onEnd: (span) => void passed.push(span),
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
  traces = new RoutineTraces([next], oneIn);
  let spans = 0;
  const idGenerator = {
    generateTraceId: () => traceId,
    generateSpanId: () => {
      spans += 1;
      return spans.toString(16).padStart(16, '0');
    },
  };
  const tracer = new TracerProvider({ spanProcessors: [traces], idGenerator }).getTracer('tests');
  telemetry = createOpenTelemetry({ tracer, routineTraces: traces });
}

beforeEach(() => {
  traceId = leftOut;
  record(20);
});

const names = () => passed.map(({ name }) => name);
const check = (routine: boolean, work: () => Promise<void> = async () => undefined) =>
  telemetry.trace('access_test', () => telemetry.trace('vault.request', work), { routine: () => routine });

test('a routine trace is kept or left out by its id', async () => {
  await check(true);
  expect(names()).toEqual([]);
  traceId = kept;
  await check(true);
  expect(names()).toEqual(['vault.request', 'access_test']);
  expect(passed.map(({ attributes }) => attributes[sampleRate])).toEqual([5, 5]);
});

test('one that is not is kept, and stands for itself', async () => {
  await check(false);
  await expect(check(true, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(names()).toEqual(['vault.request', 'access_test', 'vault.request', 'access_test']);
  for (const { attributes } of passed) expect(attributes).not.toHaveProperty([sampleRate]);
});

test('all of them are kept where the setting says so', async () => {
  record(1);
  await check(true);
  expect(names()).toEqual(['vault.request', 'access_test']);
});

test('what is part of something else is never left out', async () => {
  await telemetry.trace('http.request', () => check(true));
  expect(names()).toEqual(['vault.request', 'access_test', 'http.request']);
});

test('what its caller does not record is not recorded', async () => {
  const parent = `00-${kept}-b7ad6b7169203331-00`;
  await telemetry.trace('access_test', async () => undefined, { parent, routine: () => true });
  await check(true);
  expect(names()).toEqual([]);
});

test('a trace is decided over when the last of its spans has ended', async () => {
  const late = Promise.withResolvers<void>();
  let request: Promise<void> | undefined;
  await telemetry.trace(
    'access_test',
    async () => {
      request = telemetry.trace('vault.request', () => late.promise);
    },
    { routine: () => true },
  );
  late.reject(new Error('broken'));
  await expect(request).rejects.toThrow('broken');
  expect(names()).toEqual(['access_test', 'vault.request']);
});

test('what there is no room for is kept, as a whole', async () => {
  const begun = Promise.withResolvers<void>();
  const first = check(true, () => begun.promise);
  traceId = `${leftOut.slice(0, -1)}2`;
  await telemetry.trace(
    'access_test',
    async () => {
      for (let number = 0; number < 2_100; number += 1) await telemetry.trace('vault.request', async () => undefined);
    },
    { routine: () => true },
  );
  expect(names()).toHaveLength(2_101);
  begun.resolve();
  await first;
  // There is room again.
  expect(names()).toHaveLength(2_101);
});

test('a process that ends sends what it holds', async () => {
  const begun = Promise.withResolvers<void>();
  const running = telemetry.trace(
    'access_test',
    async () => {
      await telemetry.trace('vault.request', async () => undefined);
      await begun.promise;
    },
    { routine: () => true },
  );
  expect(names()).toEqual([]);
  await traces.shutdown();
  expect(names()).toEqual(['vault.request']);
  begun.resolve();
  await running;
});
