import type { Clock } from '../../shared/ports/clock.ts';

/** What every implementation of `Clock` keeps. `pass` lets the milliseconds go by, by that clock. */
export function describeClock(
  name: string,
  make: () => { clock: Clock; pass(milliseconds: number): Promise<void> },
): void {
  describe(`clock: ${name}`, () => {
    const { clock, pass } = make();
    /** Waits for the sleep while the time goes by. */
    const through = async (sleep: Promise<void>, milliseconds: number) => {
      await Promise.all([sleep, pass(milliseconds)]);
    };

    it('gives out dates that nobody can turn it back with', () => {
      const now = clock.now();
      const time = now.getTime();
      now.setTime(0);
      expect(clock.now().getTime()).toBeGreaterThanOrEqual(time);
    });

    it('does not wake before the time', async () => {
      const begun = clock.now().getTime();
      await through(clock.sleep(30), 200);
      // Node's timers may fire a fraction of a millisecond early.
      expect(clock.now().getTime() - begun).toBeGreaterThanOrEqual(29);
    });

    it('wakes sleepers in the order of their times', async () => {
      const order: number[] = [];
      const sleeps = [120, 10, 60].map((time) => clock.sleep(time).then(() => order.push(time)));
      await Promise.all([...sleeps, pass(200)]);
      expect(order).toEqual([10, 60, 120]);
    });

    it('does not sleep for nothing', async () => {
      await clock.sleep(0);
      await clock.sleep(-1);
    });

    it('wakes with the reason of the abort', async () => {
      const reason = new Error('enough');
      const controller = new AbortController();
      const sleep = clock.sleep(1_000_000, controller.signal);
      controller.abort(reason);
      await expect(sleep).rejects.toBe(reason);
    });

    it('does not fall asleep when it was aborted before', async () => {
      const reason = new Error('enough');
      await expect(clock.sleep(1_000_000, AbortSignal.abort(reason))).rejects.toBe(reason);
      await expect(clock.sleep(0, AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    it('does not mind an abort after the sleep', async () => {
      const controller = new AbortController();
      await through(clock.sleep(5, controller.signal), 100);
      controller.abort();
    });

    it('can sleep for longer than a timer of 32 bits', async () => {
      const controller = new AbortController();
      let awake = false;
      const sleep = clock.sleep(2 ** 31 + 1000, controller.signal).finally(() => {
        awake = true;
      });
      await pass(50);
      expect(awake).toBe(false);
      controller.abort(new Error('enough'));
      await expect(sleep).rejects.toThrow('enough');
    });
  });
}
