import { randomUUID } from 'node:crypto';
import type { CheckJob, Jobs, TaskJob } from '../../shared/ports/jobs.ts';

/** A queue and what a test needs of its other end. */
export interface JobsBench {
  jobs: Jobs;
  /** Takes what is due out of the queue, for good. */
  receive(): Promise<TaskJob[]>;
  /** The same of the queue of checks. */
  receiveChecks(): Promise<CheckJob[]>;
  /** In milliseconds, by the clock that the delays go by. */
  now(): number;
  /** Lets a little time pass. */
  pause(): Promise<void>;
}

/** What every implementation of `Jobs` keeps. */
export function describeJobs(name: string, make: () => JobsBench): void {
  describe(`jobs: ${name}`, () => {
    let bench: JobsBench;
    beforeAll(() => {
      bench = make();
    });

    const job = (taskId: string = randomUUID()): TaskJob => ({
      v: 1,
      organizationId: randomUUID(),
      integrationId: 'ключ 💥 "quoted" \\ \n <&>',
      actionId: '',
      taskId,
    });

    /** Collects until `count` have come, and then once more for what should not come. */
    async function receive(count: number): Promise<TaskJob[]> {
      const found: TaskJob[] = [];
      for (const deadline = bench.now() + 20_000; found.length < count && bench.now() < deadline; ) {
        found.push(...(await bench.receive()));
        if (found.length < count) await bench.pause();
      }
      return [...found, ...(await bench.receive())];
    }

    it('delivers to a queue that nobody has used', async () => {
      const sent = job();
      await bench.jobs.enqueueTask(sent);
      expect(await receive(1)).toEqual([sent]);
    });

    it('delivers each message once, as it was', async () => {
      const sent = Array.from({ length: 40 }, () => job());
      await Promise.all(sent.map((one) => bench.jobs.enqueueTask(one)));
      const byTask = (one: TaskJob, other: TaskJob) => (one.taskId < other.taskId ? -1 : 1);
      expect((await receive(40)).sort(byTask)).toEqual([...sent].sort(byTask));
    });

    it('delivers what asks for tests to a queue of its own', async () => {
      const checks = Array.from({ length: 50 }, () => ({ organizationId: randomUUID(), integrationId: randomUUID() }));
      const sent: CheckJob = { v: 1, claim: randomUUID(), checks };
      await bench.jobs.enqueueChecks(sent);
      expect(await bench.receive()).toEqual([]);
      expect(await bench.receiveChecks()).toEqual([sent]);
      expect(await bench.receiveChecks()).toEqual([]);
    });

    it('delivers a message not before its delay, and others meanwhile', async () => {
      const [late, soon] = [job(), job()];
      const begun = bench.now();
      await bench.jobs.enqueueTask(late, { delaySeconds: 3 });
      await bench.jobs.enqueueTask(soon, { delaySeconds: 0 });
      expect(await receive(1)).toEqual([soon]);
      expect(await receive(1)).toEqual([late]);
      expect(bench.now() - begun).toBeGreaterThanOrEqual(3000);
      expect(bench.now() - begun).toBeLessThan(10_000);
    });

    it('accepts a delay of seven days', async () => {
      await bench.jobs.enqueueTask(job(), { delaySeconds: 604_800 });
      expect(await bench.receive()).toEqual([]);
    });

    it.each([-1, 0.5, 604_801, Number.NaN, Number.POSITIVE_INFINITY])(
      'refuses a delay of %p seconds',
      async (delaySeconds) => {
        await expect(bench.jobs.enqueueTask(job(), { delaySeconds })).rejects.toThrow(RangeError);
        expect(await bench.receive()).toEqual([]);
      },
    );
  });
}
