import { isRestError } from '@azure/core-rest-pipeline';
import type { Fault } from '../../sandbox/cloud/model.ts';
import { codes, type KeyVaultFixture, startKeyVaultFixture } from './support/key-vault-fixture.ts';
import { until } from './support/until.ts';

let fixture: KeyVaultFixture;
let share = 0;
beforeEach(async () => {
  fixture = await startKeyVaultFixture({ random: () => share });
  fixture.grantRole();
});
afterEach(() => fixture.stop());

const throttled = [429, 'Throttled', undefined];
const list = () => fixture.raw('GET', '/secrets');
const set = (name = 'name') => fixture.raw('PUT', `/secrets/${name}`, { body: { value: 'x' } });

function quota(change: Partial<KeyVaultFixture['vault']['quota']>): void {
  Object.assign(fixture.vault.quota, change);
}

function fault(change: Omit<Fault, 'id'>): void {
  fixture.vault.faults.push({ id: 'fault', ...change });
}

describe('the quota', () => {
  test('is 300 sets in any ten seconds, and sets do not use up the rest', async () => {
    for (let at = 0; at < 300; at++) expect((await set()).status).toBe(200);
    expect(codes(await set())).toEqual(throttled);
    expect((await list()).status).toBe(200);
    fixture.clock.now += 9_999;
    expect(codes(await set())).toEqual(throttled);
    fixture.clock.now += 1;
    expect((await set()).status).toBe(200);
  });

  test('slides: ten seconds are counted back from every request', async () => {
    quota({ others: 4 });
    const times = [0, 2_000, 4_000, 9_000];
    const start = fixture.clock.now;
    for (const time of times) {
      fixture.clock.now = start + time;
      expect((await list()).status).toBe(200);
    }
    fixture.clock.now = start + 9_999;
    expect((await list()).status).toBe(429);
    fixture.clock.now = start + 10_000;
    expect((await list()).status).toBe(200);
    expect((await list()).status).toBe(429);
    fixture.clock.now = start + 12_000;
    expect((await list()).status).toBe(200);
    expect((await list()).status).toBe(429);
  });

  test('does not count what it refused, and counts what failed otherwise', async () => {
    quota({ others: 2 });
    fixture.vault.network = 'firewall';
    expect((await list()).status).toBe(403);
    fixture.vault.network = 'open';
    expect((await fixture.raw('GET', '/secrets/nothing')).status).toBe(404);
    for (let at = 0; at < 5; at++) expect((await list()).status).toBe(429);
    fixture.clock.now += 10_000;
    expect((await list()).status).toBe(200);
  });

  test('says how long to wait only where the vault is set to', async () => {
    quota({ others: 1 });
    await list();
    expect((await list()).headers.get('retry-after')).toBeNull();
    quota({ retryAfter: true });
    expect((await list()).headers.get('retry-after')).toBe('10');
    fixture.clock.now += 7_500;
    expect((await list()).headers.get('retry-after')).toBe('3');
    fixture.clock.now += 2_499;
    expect((await list()).headers.get('retry-after')).toBe('1');
  });

  test('can be switched off, and is each vault its own', async () => {
    quota({ others: 1 });
    const other = structuredClone(fixture.vault);
    fixture.cloud.model.vaults.push({ ...other, name: 'other-vault' });
    await list();
    expect((await list()).status).toBe(429);
    const url = `https://other-vault.${fixture.server.suffix}`;
    expect((await fixture.raw('GET', '/secrets', { url })).status).toBe(200);
    quota({ enforced: false });
    for (let at = 0; at < 3; at++) expect((await list()).status).toBe(200);
  });

  test('is not used up by challenges', async () => {
    quota({ others: 1 });
    for (let at = 0; at < 5; at++) await fixture.raw('GET', '/secrets', { token: null });
    expect((await list()).status).toBe(200);
  });

  test('makes the real client give up on a 429 that names no time', async () => {
    quota({ others: 0 });
    const client = fixture.client({ retryOptions: { maxRetries: 3, retryDelayInMs: 1 } });
    await expect(client.getSecret('name')).rejects.toMatchObject({ statusCode: 429, code: 'Throttled' });
    expect(fixture.vault.counters.operations).toEqual({ challenge: 1, get: 1 });
  });
});

describe('a fault', () => {
  test('throttles the next requests, as often as it is told to', async () => {
    fault({ kind: 'throttle', count: 2 });
    expect(codes(await list())).toEqual(throttled);
    expect(codes(await set())).toEqual(throttled);
    expect((await list()).status).toBe(200);
    expect(fixture.vault.faults).toEqual([]);
  });

  test('may say when to come back, and the real client does', async () => {
    fault({ kind: 'throttle', count: 1, retryAfter: 0 });
    fault({ kind: 'unavailable', count: 1, retryAfter: 0 });
    const client = fixture.client({ retryOptions: { maxRetries: 3, retryDelayInMs: 1 } });
    await client.setSecret('name', 'value');
    expect(fixture.vault.counters).toEqual({
      operations: { challenge: 1, set: 3 },
      statuses: { '401': 1, '429': 1, '503': 1, '200': 1 },
    });
  });

  test('makes the service unavailable', async () => {
    fault({ kind: 'unavailable' });
    const answer = await list();
    expect(codes(answer)).toEqual([503, 'ServiceUnavailable', undefined]);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect((await list()).status).toBe(503);
  });

  test('cuts the connection without an answer, and nothing is done', async () => {
    fault({ kind: 'reset', count: 1, operations: ['set'] });
    const client = fixture.client();
    const error = await client.setSecret('name', 'value').catch((caught: unknown) => caught);
    expect(isRestError(error) && error.statusCode).toBeUndefined();
    expect(isRestError(error) && error.code).toBe('ECONNRESET');
    expect(fixture.vault.secrets).toEqual([]);
    expect(fixture.vault.counters.statuses).toEqual({ '401': 1, reset: 1 });
    await client.setSecret('name', 'value');
  });

  test('hits only its operations', async () => {
    fault({ kind: 'unavailable', operations: ['get', 'listVersions'] });
    expect((await set()).status).toBe(200);
    expect((await list()).status).toBe(200);
    expect((await fixture.raw('GET', '/secrets/name')).status).toBe(503);
    expect((await fixture.raw('GET', '/secrets/name/versions')).status).toBe(503);
  });

  test('hits a share of the requests', async () => {
    fault({ kind: 'unavailable', share: 0.25 });
    share = 0.25;
    expect((await list()).status).toBe(200);
    share = 0.24;
    expect((await list()).status).toBe(503);
  });

  test('delays, and then what comes next happens', async () => {
    fault({ kind: 'delay', delay: 80, count: 1 });
    fault({ kind: 'delay', delay: 40, count: 1 });
    fault({ kind: 'unavailable', count: 1 });
    const start = performance.now();
    expect((await list()).status).toBe(503);
    expect(performance.now() - start).toBeGreaterThanOrEqual(119);
    expect((await list()).status).toBe(200);
  });

  test('may strike when the request has been carried out: what it did stays, its answer is lost', async () => {
    fault({ kind: 'reset', after: true, count: 1 });
    fault({ kind: 'unavailable', after: true, count: 1 });
    await expect(fixture.client().setSecret('name', 'one')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const second = await fixture.raw('PUT', '/secrets/name', { body: { value: 'two' } });
    expect(codes(second)).toEqual([503, 'ServiceUnavailable', undefined]);
    expect(fixture.vault.secrets[0]?.versions.map(({ value }) => value)).toEqual(['one', 'two']);
    expect(fixture.vault.counters.statuses).toEqual({ '401': 1, reset: 1, '503': 1 });
    expect((await list()).status).toBe(200);
  });

  test('may make an answer late whose request was carried out at once', async () => {
    fault({ kind: 'delay', delay: 3_600_000, after: true, count: 1 });
    const waiting = set().catch(() => 'cut off');
    await until(() => fixture.vault.secrets.length === 1);
    expect((await fixture.raw('GET', '/secrets/name')).status).toBe(200);
    await fixture.server.stop();
    expect(await waiting).toBe('cut off');
  });

  test('that would strike afterwards leaves alone what is refused', async () => {
    fault({ kind: 'unavailable', after: true, count: 1 });
    expect((await fixture.raw('GET', '/secrets/nothing')).status).toBe(404);
    expect(fixture.vault.faults).toHaveLength(1);
    expect((await list()).status).toBe(503);
  });

  test('leaves challenges alone', async () => {
    fault({ kind: 'unavailable', count: 1 });
    expect((await fixture.raw('GET', '/secrets', { token: null })).status).toBe(401);
    expect((await list()).status).toBe(503);
  });

  test('that delays does not hold up the end of the server', async () => {
    fault({ kind: 'delay', delay: 3_600_000, count: 1 });
    const waiting = list().then(
      () => 'answered',
      () => 'cut off',
    );
    await until(() => fixture.vault.faults.length === 0);
    await fixture.server.stop();
    expect(await waiting).toBe('cut off');
  });
});

test('counters tell operations and statuses, and can be reset while requests go on', async () => {
  await fixture.raw('GET', '/secrets', { token: null });
  await set();
  await list();
  await fixture.raw('GET', '/secrets/nothing');
  await fixture.raw('GET', '/nothing');
  expect(fixture.vault.counters).toEqual({
    operations: { challenge: 1, set: 1, list: 1, get: 1, unknown: 1 },
    statuses: { '401': 1, '200': 2, '404': 2 },
  });
  fixture.vault.counters = { operations: {}, statuses: {} };
  await list();
  expect(fixture.vault.counters).toEqual({ operations: { list: 1 }, statuses: { '200': 1 } });
});

test('every change is announced, so that it is saved', async () => {
  await fixture.stop();
  let changes = 0;
  fixture = await startKeyVaultFixture({}, () => changes++);
  await fixture.raw('GET', '/secrets', { token: null });
  expect(changes).toBe(1);
});
