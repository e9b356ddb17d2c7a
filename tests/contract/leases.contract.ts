import { randomUUID } from 'node:crypto';
import type { Lease, Leases } from '../../shared/ports/leases.ts';

/** Two workers, and what a test needs beside them. */
export interface LeasesBench {
  workers: [Leases, Leases];
  /** Takes the lease from its holder, as an operator can. */
  break(name: string): Promise<void>;
  /** In milliseconds, by the clock that the leases go by. */
  now(): number;
  /** Lets a little time pass. */
  pause(): Promise<void>;
}

/** What every implementation of `Leases` keeps. */
export function describeLeases(name: string, make: () => LeasesBench): void {
  describe(`leases: ${name}`, () => {
    let bench: LeasesBench;
    let vault: string;
    beforeAll(() => {
      bench = make();
    });
    beforeEach(() => {
      vault = `vault/${randomUUID()}`;
    });

    async function held(leases: Leases, seconds = 15, wanted = vault): Promise<Lease> {
      const lease = await leases.acquire(wanted, seconds);
      if (lease === undefined) throw new Error('somebody else holds the lease');
      return lease;
    }

    it('go to one of many workers at once, also the first time', async () => {
      const [one, two] = bench.workers;
      const leases = await Promise.all([one, two, one, two, one, two].map((worker) => worker.acquire(vault, 15)));
      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    it('are free again once released', async () => {
      const [one, two] = bench.workers;
      const lease = await held(one);
      expect(await two.acquire(vault, 15)).toBeUndefined();
      await lease.release();
      await held(two);
    });

    it('of different names have nothing to do with each other', async () => {
      const [one, two] = bench.workers;
      await held(one);
      for (const other of [
        `${vault}x`,
        'A',
        'a',
        'a.',
        'a/b',
        'a\\b',
        'a?b#c%',
        'ключ',
        '',
        '.',
        '/',
        'x'.repeat(256),
      ]) {
        const lease = await held(two, 15, other);
        expect(await one.acquire(other, 15)).toBeUndefined();
        await lease.release();
      }
    });

    it('can be renewed by their holder', async () => {
      const lease = await held(bench.workers[0]);
      await lease.renew();
      await lease.renew();
      expect(await bench.workers[1].acquire(vault, 15)).toBeUndefined();
    });

    it('cannot be renewed once released or broken', async () => {
      const [one] = bench.workers;
      const released = await held(one);
      await released.release();
      await expect(released.renew()).rejects.toMatchObject({ name: 'LeaseLost' });
      const broken = await held(one);
      await bench.break(vault);
      await expect(broken.renew()).rejects.toMatchObject({ name: 'LeaseLost' });
    });

    it('cannot be renewed or released when somebody else holds them by now', async () => {
      const [one, two] = bench.workers;
      const old = await held(one);
      await bench.break(vault);
      const current = await held(two);
      await expect(old.renew()).rejects.toMatchObject({ name: 'LeaseLost' });
      await old.release();
      await current.renew();
      expect(await one.acquire(vault, 15)).toBeUndefined();
    });

    it('can be released twice', async () => {
      const lease = await held(bench.workers[0]);
      await lease.release();
      await lease.release();
      await held(bench.workers[1]);
    });

    it('run out when nobody renews them, and not before', async () => {
      const [one, two] = bench.workers;
      const before = bench.now();
      const abandoned = await held(one, 15);
      let taken: Lease | undefined;
      for (; taken === undefined && bench.now() < before + 25_000; taken = await two.acquire(vault, 15))
        await bench.pause();
      expect(taken).toBeDefined();
      // A second is granted to the service, whose clock may count whole seconds.
      expect(bench.now() - before).toBeGreaterThanOrEqual(14_000);
      await expect(abandoned.renew()).rejects.toMatchObject({ name: 'LeaseLost' });
      await taken?.renew();
    }, 40_000);

    it.each([0, 14, 61, 15.5, -1, Number.NaN])('do not last %p seconds', async (seconds) => {
      await expect(bench.workers[0].acquire(vault, seconds)).rejects.toThrow(RangeError);
    });
  });
}
