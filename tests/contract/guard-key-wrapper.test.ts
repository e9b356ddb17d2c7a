import { backOff } from '../../shared/adapters/crypto/back-off.ts';
import { guardKeyWrapper } from '../../shared/adapters/crypto/guard-key-wrapper.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryKeyWrapper } from '../../shared/adapters/memory/memory-key-wrapper.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { createJsonLog } from '../../shared/log.ts';
import { KeyRefused, KeyUnavailable, type KeyWrapper } from '../../shared/ports/key-wrapper.ts';
import { describeKeyWrapper } from './key-wrapper.contract.ts';

describeKeyWrapper('guarded', async () => setUp().guarded);

const dataKey = new Uint8Array(32).fill(7);
const unavailable = (retryAfter?: number) => new KeyUnavailable('wrapping-key.unavailable', 'away', { retryAfter });
const refused = { name: 'KeyUnavailable', code: 'wrapping-key.unavailable' };

/** A guarded key wrapper whose calls are counted, and do what `meet` says. */
function setUp() {
  const clock = createManualClock();
  const telemetry = createMemoryTelemetry();
  const lines: Record<string, unknown>[] = [];
  const memory = createMemoryKeyWrapper();
  const time = { limit: () => new AbortController().signal };
  const world = {
    clock,
    telemetry,
    time,
    calls: 0,
    /** What a call meets before it goes on. */
    meet: async (_wrappingKey: string, _signal?: AbortSignal): Promise<void> => {},
    logged: (event: string) => lines.filter((line) => line.event === event),
  };
  const wrapper: KeyWrapper = {
    async wrap(key, signal) {
      world.calls += 1;
      await world.meet('newest', signal);
      return memory.wrap(key);
    },
    async unwrap(wrapped, signal) {
      world.calls += 1;
      await world.meet(wrapped.wrappedBy, signal);
      return memory.unwrap(wrapped);
    },
  };
  const log = createJsonLog((_level, line) => lines.push(JSON.parse(line)));
  const guarded = guardKeyWrapper(wrapper, { clock, log, telemetry, limit: () => time.limit() });
  return Object.assign(world, { guarded });
}

const fails = (fault: Error) => () => Promise.reject(fault);

test('the pauses are those that Key Vault asks for, at most thirty seconds, longer only where the vault says so', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((failures) => backOff(failures) / 1000)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  expect(backOff(1, 20)).toBe(20_000);
  expect(backOff(6, 20)).toBe(30_000);
  expect(backOff(1, 86_400)).toBe(300_000);
});

test('after a failure nobody asks until the pause is over, and then the pauses grow', async () => {
  const world = setUp();
  world.meet = fails(unavailable());
  const started = world.clock.now().getTime();
  const asked: number[] = [];
  for (let second = 0; second < 120; second += 1) {
    const before = world.calls;
    await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject(refused);
    if (world.calls > before) asked.push((world.clock.now().getTime() - started) / 1000);
    await world.clock.advance(1000);
  }
  expect(asked).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
});

test('those who are refused are told when asking may help', async () => {
  const world = setUp();
  world.meet = fails(unavailable(20));
  await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject({ retryAfter: 20 });
  await world.clock.advance(5_500);
  await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject({ ...refused, retryAfter: 15 });
  expect(world.calls).toBe(1);
});

test('the first call after the pause that succeeds opens the way for all', async () => {
  const world = setUp();
  world.meet = fails(unavailable());
  await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject(refused);
  world.meet = async () => {};
  await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject(refused);
  await world.clock.advance(1_000);
  const wrapped = await Promise.all([world.guarded.wrap(dataKey)]);
  expect(await world.guarded.unwrap(...wrapped)).toEqual(dataKey);
  await Promise.all(Array.from({ length: 20 }, () => world.guarded.wrap(dataKey)));
});

test('a thousand at once make eight calls, when the first of them fails', async () => {
  const world = setUp();
  const answer = Promise.withResolvers<void>();
  world.meet = () => answer.promise;
  const all = Array.from({ length: 1000 }, () => world.guarded.wrap(dataKey).catch((error: Error) => error.name));
  await new Promise(setImmediate);
  expect(world.calls).toBe(8);
  answer.reject(unavailable());
  expect(new Set(await Promise.all(all))).toEqual(new Set(['KeyUnavailable']));
  expect(world.calls).toBe(8);
  expect(world.telemetry.measurements).toHaveLength(1);
});

test('after the pause one of a thousand asks, and the others are refused without waiting for it', async () => {
  const world = setUp();
  world.meet = fails(unavailable());
  await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject(refused);
  await world.clock.advance(1_000);
  const answer = Promise.withResolvers<void>();
  world.meet = () => answer.promise;
  const [first, ...others] = Array.from({ length: 1000 }, () => world.guarded.wrap(dataKey));
  const outcomes = await Promise.allSettled(others);
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
  expect(world.calls).toBe(2);
  answer.resolve();
  await first;
});

test('nobody waits longer than the limit: not for the call, nor for a turn; and the call is told to end', async () => {
  const world = setUp();
  const limit = new AbortController();
  world.time.limit = () => limit.signal;
  const told: (AbortSignal | undefined)[] = [];
  world.meet = (_key, signal) => {
    told.push(signal);
    // One that does not heed the signal, as getting a token.
    return new Promise(() => {});
  };
  const all = Array.from({ length: 20 }, () =>
    world.guarded.wrap(dataKey).catch((error: KeyUnavailable) => error.code),
  );
  await new Promise(setImmediate);
  limit.abort();
  expect(new Set(await Promise.all(all))).toEqual(new Set(['wrapping-key.unavailable']));
  expect(told.map((signal) => signal?.aborted)).toEqual(Array(8).fill(true));

  world.time.limit = () => new AbortController().signal;
  world.meet = async () => {};
  await world.clock.advance(1_000);
  expect(await world.guarded.wrap(dataKey)).toMatchObject({ wrappedBy: 'memory:1' });
});

test('each wrapping key is on its own', async () => {
  const world = setUp();
  const wrapped = await world.guarded.wrap(dataKey);
  world.meet = (key) => (key === 'newest' ? Promise.reject(unavailable()) : Promise.resolve());
  await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject(refused);
  expect(await world.guarded.unwrap(wrapped)).toEqual(dataKey);
});

test('what is refused for itself is no outage', async () => {
  const world = setUp();
  world.meet = fails(new KeyRefused('not mine'));
  const wrapped = { wrappedBy: 'memory:1', bytes: dataKey };
  for (let n = 0; n < 3; n += 1) {
    await expect(world.guarded.unwrap(wrapped)).rejects.toMatchObject({ name: 'KeyRefused' });
  }
  expect(world.calls).toBe(3);
  expect(world.telemetry.measurements).toEqual([]);
});

test('the operator is told what is the matter at each attempt, and when it is over', async () => {
  const world = setUp();
  world.meet = fails(new KeyUnavailable('wrapping-key.disabled', 'the vault answered 403'));
  for (let second = 0; second < 3; second += 1) {
    await expect(world.guarded.wrap(dataKey)).rejects.toMatchObject({ code: 'wrapping-key.disabled' });
    await world.clock.advance(1_000);
  }
  expect(world.logged('wrapping_key.unavailable')).toMatchObject([
    {
      code: 'wrapping-key.disabled',
      wrappingKey: 'newest',
      next: 'Enable this version of the key.',
      failures: 1,
      secondsToNextTry: 1,
      error: { name: 'KeyUnavailable', message: 'the vault answered 403' },
    },
    { failures: 2, secondsSince: 1, secondsToNextTry: 2 },
  ]);
  expect(world.telemetry.measurements).toEqual([
    { name: 'wrapping_key.failures', value: 1, dimensions: { code: 'wrapping-key.disabled' } },
    { name: 'wrapping_key.failures', value: 1, dimensions: { code: 'wrapping-key.disabled' } },
  ]);
  world.meet = async () => {};
  await world.guarded.wrap(dataKey);
  expect(world.logged('wrapping_key.available')).toMatchObject([{ wrappingKey: 'newest', seconds: 3 }]);
});
