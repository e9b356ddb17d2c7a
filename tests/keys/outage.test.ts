import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { guardKeyWrapper } from '../../shared/adapters/crypto/guard-key-wrapper.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createMemoryTelemetry } from '../../shared/adapters/memory/memory-telemetry.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import type { Cipher } from '../../shared/ports/cipher.ts';
import { Secret } from '../../shared/secret.ts';
import { createConfigurationClient } from '../http/configuration-client.ts';
import { until } from '../sandbox/support/until.ts';
import { createWrappingWorld, type WrappingWorld } from './wrapping-world.ts';

const second = 1_000;
const hour = 3_600_000;
const times = { fresh: hour, stale: 8 * hour };
/** After this nobody is kept from asking the vault by a failure before. */
const longestPause = 300 * second;

let vault: WrappingWorld;
let served = 0;
beforeAll(async () => {
  vault = await createWrappingWorld();
  vault.onRequest(() => {
    served += 1;
  });
});
afterAll(() => vault.close());

/** The service with its keys in the local Azure's vault, and a clock that is moved by hand. */
async function startService() {
  const clock = createManualClock();
  const rows = createMemoryRows();
  const telemetry = createMemoryTelemetry();
  const lines: Record<string, unknown>[] = [];
  const keep = (event: string, fields?: object) => lines.push({ event, ...fields });
  const log = { info: keep, warn: keep, error: keep };
  const time = { limit: () => new AbortController().signal };
  /** What a process has that starts now: nothing in its memory. */
  function newCipher(): Cipher {
    const keyWrapper = guardKeyWrapper(vault.newWrapper(clock), { clock, log, telemetry, limit: () => time.limit() });
    return createEnvelopeCipher({ rows, keyWrapper, random: systemRandom, clock }, times);
  }
  const client = await createConfigurationClient({ deps: { clock, rows, telemetry, log, cipher: newCipher() } });
  const parameter = await client.parameter(await client.project('shop'), 'password', { secret: true });
  let written = 'correct horse';
  const value = await client.value(parameter, 'default', written);
  const read = () => client.request('GET', value.url);
  const write = (text: string) => client.request('PATCH', value.url, { body: { internal_value: text } });

  return {
    clock,
    newCipher,
    time,
    telemetry,
    log: (event: string) => lines.filter((line) => line.event === event),
    ready: () => client.request('GET', '/api/ready', { apiKey: null }),
    /** Another organization's first value. */
    writeElsewhere: () => newOrganizationWrites(client),
    async expectServing() {
      expect((await read()).json).toMatchObject({ value: written });
      written = `battery ${written.length}`;
      expect((await write(written)).status).toBe(200);
      expect((await read()).json).toMatchObject({ value: written });
    },
    async expectAway(retryAfter: boolean) {
      for (const answer of [await read(), await write('other')]) {
        expect(answer.json).toMatchObject({ status: 503, code: 'cipher.key-unavailable' });
        expect(answer.headers['retry-after'] !== undefined).toBe(retryAfter);
        expect(answer.text).not.toMatch(/vault|wrapping|data-keys|localhost/i);
      }
    },
  };
}

async function newOrganizationWrites({ app }: Awaited<ReturnType<typeof createConfigurationClient>>) {
  const { apiKey } = app.otherOrganization;
  const post = (path: string, body: object) => app.request('POST', path, { apiKey, body });
  const environments = (await app.request('GET', '/api/v1/environments/', { apiKey })).json.results;
  const name = `p${Math.random()}`;
  const project = (await post('/api/v1/projects/', { name })).json;
  const parameter = (await post(`${project.url}parameters/`, { name: 'a' })).json;
  return post(`${parameter.url}values/`, { environment: environments[0].url, internal_value: 'x' });
}

interface Trouble {
  code: string;
  /** Whether it may pass by itself, so that clients are told when to come again. */
  passes: boolean;
  begin(): unknown;
  end(): unknown;
}

const newest = { version: '' };
const troubles: Record<string, Trouble> = {
  'a disabled key': {
    code: 'wrapping-key.disabled',
    passes: false,
    async begin() {
      newest.version = await vault.newestVersion();
      await vault.enable(newest.version, false);
    },
    end: () => vault.enable(newest.version, true),
  },
  'a deleted key': {
    code: 'wrapping-key.not-found',
    passes: false,
    begin: async () => (await vault.keys.beginDeleteKey('data-keys', { intervalInMs: 1 })).pollUntilDone(),
    end: async () => (await vault.keys.beginRecoverDeletedKey('data-keys', { intervalInMs: 1 })).pollUntilDone(),
  },
  'a role that was taken away': {
    code: 'wrapping-key.forbidden',
    passes: false,
    begin: () => vault.takeRoleAway(),
    end: () => vault.giveRoleBack(),
  },
  'a firewall': {
    code: 'wrapping-key.blocked',
    passes: false,
    begin: () => {
      vault.vault.network = 'firewall';
    },
    end: () => vault.noTrouble(),
  },
  'too many requests': {
    code: 'wrapping-key.throttled',
    passes: true,
    begin: () => vault.trouble('throttle'),
    end: () => vault.noTrouble(),
  },
  'a vault that is unavailable': {
    code: 'wrapping-key.unavailable',
    passes: true,
    begin: () => vault.trouble('unavailable', { retryAfter: 20 }),
    end: () => vault.noTrouble(),
  },
  'a vault that cuts connections': {
    code: 'wrapping-key.unreachable',
    passes: true,
    begin: () => vault.trouble('reset'),
    end: () => vault.noTrouble(),
  },
};

describe.each(Object.entries(troubles))('%s', (_name, { code, passes, begin, end }) => {
  test('ends reading and writing after the stale time only, is told, and is over by itself', async () => {
    const service = await startService();
    expect((await service.ready()).json.checks).toEqual({ storage: 'ok', keys: 'ok' });
    await begin();
    try {
      await service.clock.advance(times.fresh + times.stale - 1);
      await service.expectServing();
      // Who has no key yet gets none, at once.
      const elsewhere = await service.writeElsewhere();
      expect(elsewhere.json).toMatchObject({ status: 503, code: 'cipher.key-unavailable' });
      expect(elsewhere.headers['retry-after'] !== undefined).toBe(passes);
      expect(service.log('wrapping_key.unavailable')).toEqual(
        expect.arrayContaining([expect.objectContaining({ code, next: expect.stringMatching(/^[A-Z].*\.$/) })]),
      );
      expect(service.telemetry.measurements.find(({ name }) => name === 'wrapping_key.failures')).toMatchObject({
        dimensions: { code },
      });

      await service.clock.advance(1);
      await service.expectAway(passes);
    } finally {
      await end();
    }
    await service.clock.advance(longestPause);
    await service.expectServing();
    expect((await service.writeElsewhere()).status).toBe(201);
    expect((await service.ready()).json.checks).toEqual({ storage: 'ok', keys: 'ok' });
    expect(service.log('wrapping_key.available').length).toBeGreaterThan(0);
  });
});

test('readiness tells of a key that is away within a minute, while everything is served', async () => {
  const service = await startService();
  await service.ready();
  vault.takeRoleAway();
  try {
    await service.clock.advance(60 * second);
    expect(await service.ready()).toMatchObject({ status: 200, json: { checks: { storage: 'ok', keys: 'stale' } } });
    await service.expectServing();
    await service.clock.advance(times.fresh + times.stale);
    expect((await service.ready()).json).toMatchObject({ status: 503, code: 'cipher.key-unavailable' });
  } finally {
    vault.giveRoleBack();
  }
  await service.clock.advance(longestPause);
  expect((await service.ready()).json.checks).toEqual({ storage: 'ok', keys: 'ok' });
});

describe('a storm of requests', () => {
  /** Sealed values of many organizations, and a process that has none of their keys in memory. */
  async function manyOrganizations(count: number) {
    const service = await startService();
    const before = service.newCipher();
    const sealed = await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const context = { organizationId: `organization-${n}`, binding: ['value'] };
        return { context, bytes: await before.seal(new Secret('v'), context) };
      }),
    );
    const cipher = service.newCipher();
    const openAll = async () => {
      const opened = await Promise.allSettled(sealed.map(({ bytes, context }) => cipher.open(bytes, context)));
      return opened.map((one) => (one.status === 'fulfilled' ? 'opened' : (one.reason as { code: string }).code));
    };
    return { service, openAll };
  }

  test('makes few calls to a vault that is away, and none between its attempts', async () => {
    const { service, openAll } = await manyOrganizations(100);
    vault.trouble('unavailable');
    try {
      served = 0;
      expect(new Set(await openAll())).toEqual(new Set(['cipher.key-unavailable']));
      // Eight at once, each with a challenge as nobody had a token yet.
      expect(served).toBeLessThanOrEqual(16);
      for (let n = 0; n < 10; n += 1) await openAll();
      served = 0;
      await service.clock.advance(second - 1);
      await openAll();
      expect(served).toBe(0);
      await service.clock.advance(1);
      await openAll();
      expect(served).toBeGreaterThan(0);
      expect(served).toBeLessThanOrEqual(2);
    } finally {
      vault.noTrouble();
    }
    await service.clock.advance(longestPause);
    const [first] = await openAll();
    expect(first).toBe('opened');
    expect(new Set(await openAll())).toEqual(new Set(['opened']));
  });

  test('does not wait for a vault that answers nothing: its calls are given up together', async () => {
    const { service, openAll } = await manyOrganizations(50);
    vault.trouble('delay', { delay: hour, count: 8 });
    const limit = new AbortController();
    service.time.limit = () => limit.signal;
    try {
      const all = openAll();
      // All that are under way wait in the vault.
      await until(() => vault.vault.faults.length === 0);
      limit.abort();
      expect(new Set(await all)).toEqual(new Set(['cipher.key-unavailable']));
    } finally {
      vault.noTrouble();
    }
    service.time.limit = () => new AbortController().signal;
    await service.clock.advance(longestPause);
    await openAll();
    expect(new Set(await openAll())).toEqual(new Set(['opened']));
  });
});
