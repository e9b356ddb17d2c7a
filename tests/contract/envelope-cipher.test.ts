import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryKeyWrapper } from '../../shared/adapters/memory/memory-key-wrapper.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { KeyUnavailable, type KeyWrapper } from '../../shared/ports/key-wrapper.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { StorageFault } from '../../shared/ports/storage-fault.ts';
import { Secret } from '../../shared/secret.ts';

const context = { organizationId: 'contoso', binding: ['value', '1'] };
const hour = 3_600_000;

function setUp(seed = 1) {
  const clock = createManualClock();
  const random = createSeededRandom(seed);
  const rows = createMemoryRows();
  const wrapper = createMemoryKeyWrapper();
  const calls = { get: 0, write: 0, wrap: 0, unwrap: 0 };
  const countedRows: Rows = {
    ...rows,
    get(...args) {
      calls.get += 1;
      return rows.get(...args);
    },
    write(...args) {
      calls.write += 1;
      return rows.write(...args);
    },
  };
  const keyWrapper: KeyWrapper = {
    wrap(key) {
      calls.wrap += 1;
      return wrapper.wrap(key);
    },
    unwrap(wrapped) {
      calls.unwrap += 1;
      return wrapper.unwrap(wrapped);
    },
  };
  const worker = (replaced: { rows?: Rows; keyWrapper?: KeyWrapper } = {}) =>
    createEnvelopeCipher(
      { rows: countedRows, keyWrapper, random, clock, ...replaced },
      { fresh: hour, stale: 2 * hour },
    );
  const stored = async (organizationId = 'contoso') => (await rows.range('dataKeys', organizationId)).rows;
  return { clock, random, rows, keyWrapper, calls, worker, stored };
}

describe('the keys of an organization', () => {
  it('are made once, however many workers seal their first value at once', async () => {
    const { worker, stored } = setUp();
    const workers = Array.from({ length: 5 }, () => worker());
    const sealed = await Promise.all(workers.map((one, n) => one.seal(new Secret(`v${n}`), context)));
    const keyIds = sealed.map((bytes) => Buffer.from(bytes.subarray(1, 17)).toString('hex'));
    expect(new Set(keyIds).size).toBe(1);
    expect((await stored()).map((row) => row.rowKey.replaceAll('-', ''))).toEqual([keyIds[0], 'active'].sort());
    const [first] = workers;
    for (const [n, bytes] of sealed.entries()) expect((await first?.open(bytes, context))?.reveal()).toBe(`v${n}`);
  });

  it('give the same digest to all workers, also when they make the key at once', async () => {
    const { worker, stored } = setUp();
    const digests = await Promise.all(Array.from({ length: 5 }, () => worker().digest(new Secret('v'), 'contoso')));
    expect(new Set(digests).size).toBe(1);
    expect((await stored()).map((row) => row.rowKey)).toEqual(['digest']);
  });

  it('are those of the worker that was first, also for one that had found none before', async () => {
    const { worker, rows, stored } = setUp();
    const slow = Promise.withResolvers<void>();
    const late = worker({
      rows: {
        ...rows,
        async write(...args) {
          await slow.promise;
          return rows.write(...args);
        },
      },
    });
    const lateResults = Promise.all([late.digest(new Secret('v'), 'contoso'), late.seal(new Secret('v'), context)]);
    const first = worker();
    const digest = await first.digest(new Secret('v'), 'contoso');
    await first.seal(new Secret('v'), context);
    const before = await stored();
    slow.resolve();
    const [lateDigest, lateSealed] = await lateResults;
    expect(lateDigest).toBe(digest);
    expect((await first.open(lateSealed, context)).reveal()).toBe('v');
    expect(await stored()).toEqual(before);
  });

  it('are part of what is sealed, by their ids: the same key under another id does not open', async () => {
    const { worker, rows, stored, random } = setUp();
    const sealed = await worker().seal(new Secret('v'), context);
    const [key] = (await stored()).filter((row) => row.rowKey !== 'active');
    const otherId = random.uuid();
    await rows.write('dataKeys', 'contoso', [{ kind: 'insert', rowKey: otherId, values: key?.values ?? {} }]);
    const renamed = Buffer.from(sealed);
    renamed.set(Buffer.from(otherId.replaceAll('-', ''), 'hex'), 1);
    await expect(worker().open(renamed, context)).rejects.toMatchObject({ code: 'cipher.unreadable' });
  });

  it('are stored wrapped, with what wrapped them', async () => {
    const { worker, stored, clock } = setUp();
    await worker().seal(new Secret('v'), context);
    await worker().digest(new Secret('v'), 'contoso');
    const wrapped = { v: 1, wrappedBy: 'memory:1', wrapped: expect.any(Uint8Array), createdAt: clock.now() };
    const [key, active, digest] = await stored();
    expect(key?.values).toEqual(wrapped);
    expect(active?.values).toEqual({ v: 1, keyId: key?.rowKey });
    expect(digest?.values).toEqual(wrapped);
  });

  it('are nobody else’s: a value does not open for an organization that copied row and key id', async () => {
    const { worker, rows, stored } = setUp();
    const sealed = await worker().seal(new Secret('v'), context);
    for (const { rowKey, values } of await stored()) {
      await rows.write('dataKeys', 'fabrikam', [{ kind: 'put', rowKey, values }]);
    }
    await expect(worker().open(sealed, { ...context, organizationId: 'fabrikam' })).rejects.toMatchObject({
      code: 'cipher.unreadable',
    });
  });

  it('still open what an older key sealed when another has become active', async () => {
    const { worker, rows, clock } = setUp();
    const one = worker();
    const sealed = await one.seal(new Secret('old'), context);
    const active = await rows.get('dataKeys', 'contoso', 'active');
    await rows.write('dataKeys', 'contoso', [{ kind: 'delete', rowKey: 'active', etag: active?.etag }]);
    await clock.advance(hour);
    const again = await one.seal(new Secret('new'), context);
    expect(again.subarray(1, 17)).not.toEqual(sealed.subarray(1, 17));
    for (const cipher of [one, worker()]) {
      expect((await cipher.open(sealed, context)).reveal()).toBe('old');
      expect((await cipher.open(again, context)).reveal()).toBe('new');
    }
  });
});

describe('unwrapped keys', () => {
  it('are remembered for an hour and not longer', async () => {
    const { worker, calls, clock } = setUp();
    const cipher = worker();
    const sealed = await cipher.seal(new Secret('v'), context);
    await cipher.digest(new Secret('v'), 'contoso');
    const before = { ...calls };
    await clock.advance(hour - 1);
    await cipher.open(sealed, context);
    await cipher.seal(new Secret('v'), context);
    await cipher.digest(new Secret('v'), 'contoso');
    expect(calls).toEqual(before);
    await clock.advance(1);
    await cipher.open(sealed, context);
    expect(calls.unwrap).toBe(before.unwrap + 1);
  });

  it('are neither made nor written again where they exist', async () => {
    const { worker, calls } = setUp();
    await worker().seal(new Secret('v'), context);
    await worker().digest(new Secret('v'), 'contoso');
    const { wrap, write } = calls;
    await worker().seal(new Secret('v'), context);
    await worker().digest(new Secret('v'), 'contoso');
    expect(calls).toMatchObject({ wrap, write });
  });

  it('are fetched once for many values at once', async () => {
    const { worker, calls } = setUp();
    const sealed = await worker().seal(new Secret('v'), context);
    const before = { ...calls };
    const cipher = worker();
    await Promise.all(Array.from({ length: 50 }, () => cipher.open(sealed, context)));
    expect(calls).toEqual({ ...before, get: before.get + 1, unwrap: before.unwrap + 1 });
  });

  it('are forgotten for the organizations used longest ago, beyond a thousand', async () => {
    const { worker, calls } = setUp();
    const cipher = worker();
    const digest = (n: number) => cipher.digest(new Secret('v'), `organization-${n}`);
    for (let n = 0; n < 1000; n += 1) await digest(n);
    await digest(0);
    await digest(1000);
    const { unwrap } = calls;
    await digest(0);
    expect(calls.unwrap).toBe(unwrap);
    await digest(1);
    expect(calls.unwrap).toBe(unwrap + 1);
  });
});

describe('what cannot be had', () => {
  it('is the wrapping key: cipher.key-unavailable, until it is back', async () => {
    const { worker, keyWrapper } = setUp();
    const sealed = await worker().seal(new Secret('v'), context);
    let down = true;
    const cipher = worker({
      keyWrapper: {
        ...keyWrapper,
        unwrap: (wrapped) =>
          down ? Promise.reject(new KeyUnavailable('wrapping-key.not-found', 'away')) : keyWrapper.unwrap(wrapped),
      },
    });
    await expect(cipher.open(sealed, context)).rejects.toMatchObject({
      name: 'CipherFault',
      code: 'cipher.key-unavailable',
      cause: { name: 'KeyUnavailable' },
    });
    await expect(cipher.seal(new Secret('v'), context)).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
    down = false;
    expect((await cipher.open(sealed, context)).reveal()).toBe('v');
  });

  it('is the wrapping key for a first key: nothing is stored', async () => {
    const { worker, keyWrapper, stored } = setUp();
    const cipher = worker({ keyWrapper: { ...keyWrapper, wrap: () => Promise.reject(new Error('away')) } });
    await expect(cipher.seal(new Secret('v'), context)).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
    await expect(cipher.digest(new Secret('v'), 'contoso')).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
    expect(await stored()).toEqual([]);
  });

  it('is the table: its own fault, until it is back', async () => {
    const { worker, rows } = setUp();
    let down = true;
    const cipher = worker({
      rows: {
        ...rows,
        get: (...args) => (down ? Promise.reject(new StorageFault('storage.unavailable')) : rows.get(...args)),
      },
    });
    await expect(cipher.seal(new Secret('v'), context)).rejects.toMatchObject({ code: 'storage.unavailable' });
    down = false;
    await cipher.seal(new Secret('v'), context);
  });

  it('is a data key whose row was changed: cipher.unreadable', async () => {
    const { worker, rows, stored } = setUp();
    const sealed = await worker().seal(new Secret('v'), context);
    const [key] = await stored();
    if (key === undefined) throw new Error('no key was stored');
    const values = { ...key.values, wrapped: Uint8Array.of(1, 2, 3) };
    await rows.write('dataKeys', 'contoso', [{ kind: 'put', rowKey: key.rowKey, values }]);
    await expect(worker().open(sealed, context)).rejects.toMatchObject({
      code: 'cipher.unreadable',
      cause: { name: 'KeyRefused' },
    });
  });
});

describe('while the wrapping key is away', () => {
  /** A worker with one value of an organization, and a switch for its wrapping key. */
  async function start() {
    const world = setUp();
    let down = false;
    const attempts = { count: 0 };
    const cipher = world.worker({
      keyWrapper: {
        ...world.keyWrapper,
        unwrap(wrapped) {
          attempts.count += 1;
          if (!down) return world.keyWrapper.unwrap(wrapped);
          return Promise.reject(new KeyUnavailable('wrapping-key.disabled', 'away'));
        },
        wrap: (key) =>
          down ? Promise.reject(new KeyUnavailable('wrapping-key.disabled', 'away')) : world.keyWrapper.wrap(key),
      },
    });
    const sealed = await cipher.seal(new Secret('v'), context);
    const digest = await cipher.digest(new Secret('v'), 'contoso');
    return {
      ...world,
      cipher,
      attempts,
      sealed,
      switchOff: (off = true) => {
        down = off;
      },
      async expectServing() {
        expect((await cipher.open(sealed, context)).reveal()).toBe('v');
        expect(await cipher.digest(new Secret('v'), 'contoso')).toBe(digest);
        const again = await cipher.seal(new Secret('w'), context);
        expect((await cipher.open(again, context)).reveal()).toBe('w');
      },
      async expectAway() {
        const fault = { name: 'CipherFault', code: 'cipher.key-unavailable' };
        await expect(cipher.open(sealed, context)).rejects.toMatchObject(fault);
        await expect(cipher.seal(new Secret('v'), context)).rejects.toMatchObject(fault);
        await expect(cipher.digest(new Secret('v'), 'contoso')).rejects.toMatchObject(fault);
      },
    };
  }

  it('keys serve for the fresh and the stale time and not longer', async () => {
    const { clock, switchOff, expectServing, expectAway } = await start();
    switchOff();
    await clock.advance(hour);
    await expectServing();
    await clock.advance(2 * hour - 1);
    await expectServing();
    await clock.advance(1);
    await expectAway();
  });

  it('keys that were used up come back by themselves', async () => {
    const { clock, switchOff, expectServing, expectAway } = await start();
    switchOff();
    await clock.advance(3 * hour);
    await expectAway();
    switchOff(false);
    await expectServing();
  });

  it('a key that could be unwrapped again is as good as new', async () => {
    const { clock, switchOff, expectServing } = await start();
    switchOff();
    await clock.advance(3 * hour - 5_000);
    await expectServing();
    switchOff(false);
    await clock.advance(4_999);
    await expectServing();
    await clock.advance(1);
    await expectServing();
    switchOff();
    await clock.advance(3 * hour - 1);
    await expectServing();
  });

  it('a stale key is tried to be unwrapped every five seconds, once for all who ask', async () => {
    const { clock, calls, cipher, attempts, sealed, switchOff } = await start();
    switchOff();
    await clock.advance(hour);
    attempts.count = 0;
    const { get } = calls;
    for (let second = 0; second < 20; second += 1) {
      await Promise.all(Array.from({ length: 50 }, () => cipher.open(sealed, context)));
      await clock.advance(1_000);
    }
    expect([attempts.count, calls.get - get]).toEqual([4, 4]);
  });

  it('storage that cannot be read is its own trouble, and loses no key', async () => {
    const { clock, rows, worker, switchOff, keyWrapper } = await start();
    let stored = true;
    let wrapping = true;
    const cipher = worker({
      rows: {
        ...rows,
        get: (...args) => (stored ? rows.get(...args) : Promise.reject(new StorageFault('storage.unavailable'))),
      },
      keyWrapper: {
        ...keyWrapper,
        unwrap: (wrapped) =>
          wrapping
            ? keyWrapper.unwrap(wrapped)
            : Promise.reject(new KeyUnavailable('wrapping-key.unreachable', 'away')),
      },
    });
    switchOff(false);
    const sealed = await cipher.seal(new Secret('v'), context);
    await clock.advance(hour);
    stored = false;
    await expect(cipher.open(sealed, context)).rejects.toMatchObject({ code: 'storage.unavailable' });
    stored = true;
    wrapping = false;
    expect((await cipher.open(sealed, context)).reveal()).toBe('v');
  });

  it('an organization without keys gets none, and is told at once', async () => {
    const { cipher, switchOff, stored } = await start();
    switchOff();
    const other = { ...context, organizationId: 'fabrikam' };
    await expect(cipher.seal(new Secret('v'), other)).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
    expect(await stored('fabrikam')).toEqual([]);
    switchOff(false);
    expect((await cipher.open(await cipher.seal(new Secret('v'), other), other)).reveal()).toBe('v');
  });

  it('a look at the keys tells within a minute, and that they are ok again at once', async () => {
    const { clock, cipher, switchOff } = await start();
    expect(await cipher.check('contoso')).toBe('ok');
    switchOff();
    await clock.advance(59_999);
    expect(await cipher.check('contoso')).toBe('ok');
    await clock.advance(1);
    expect(await cipher.check('contoso')).toBe('stale');
    switchOff(false);
    expect(await cipher.check('contoso')).toBe('ok');
    switchOff();
    await clock.advance(3 * hour);
    await expect(cipher.check('contoso')).rejects.toMatchObject({ code: 'cipher.key-unavailable' });
  });

  it('when trying again may help is told where it may pass by itself', async () => {
    const { worker, sealed, keyWrapper } = await start();
    const failing = (fault: KeyUnavailable) =>
      worker({ keyWrapper: { ...keyWrapper, unwrap: () => Promise.reject(fault) } }).open(sealed, context);
    const throttled = new KeyUnavailable('wrapping-key.throttled', 'away', { retryAfter: 8 });
    await expect(failing(throttled)).rejects.toMatchObject({ retryAfter: 8 });
    const disabled = new KeyUnavailable('wrapping-key.disabled', 'away', { retryAfter: 8 });
    await expect(failing(disabled)).rejects.toMatchObject({ retryAfter: undefined });
  });
});

it('the sealed form is version, key id, IV, ciphertext and tag', async () => {
  const { worker, stored } = setUp();
  const sealed = await worker().seal(new Secret('12345'), context);
  const [key] = await stored();
  expect(sealed.byteLength).toBe(1 + 16 + 12 + 5 + 16);
  expect(sealed[0]).toBe(1);
  expect(Buffer.from(sealed.subarray(1, 17)).toString('hex')).toBe(key?.rowKey.replaceAll('-', ''));
});
