import { setTimeout } from 'node:timers/promises';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { describeClock } from './clock.contract.ts';

describeClock('manual', () => {
  const clock = createManualClock();
  return { clock, pass: (milliseconds) => clock.advance(milliseconds) };
});
describeClock('system', () => ({ clock: systemClock, pass: (milliseconds) => setTimeout(milliseconds) }));

describe('the manual clock', () => {
  it('stands still until it is advanced', async () => {
    const clock = createManualClock(new Date('2026-02-03T04:05:06.789Z'));
    expect(clock.now()).toEqual(new Date('2026-02-03T04:05:06.789Z'));
    await clock.advance(86_400_000);
    expect(clock.now()).toEqual(new Date('2026-02-04T04:05:06.789Z'));
  });

  it('lets sleeper after sleeper sleep within one advance, each at its own time', async () => {
    const clock = createManualClock(new Date(0));
    const times: number[] = [];
    const work = (async () => {
      for (let n = 0; n < 5; n += 1) {
        await clock.sleep(1000);
        times.push(clock.now().getTime());
      }
    })();
    await clock.advance(3500);
    expect(times).toEqual([1000, 2000, 3000]);
    expect(clock.sleepers).toBe(1);
    await clock.advance(1500);
    await work;
    expect(times).toEqual([1000, 2000, 3000, 4000, 5000]);
    expect(clock.sleepers).toBe(0);
  });

  it('forgets a sleeper that was aborted', async () => {
    const clock = createManualClock();
    const controller = new AbortController();
    const sleep = clock.sleep(1000, controller.signal);
    expect(clock.sleepers).toBe(1);
    controller.abort();
    await expect(sleep).rejects.toMatchObject({ name: 'AbortError' });
    expect(clock.sleepers).toBe(0);
  });
});
