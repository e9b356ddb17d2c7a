import { randomUUID } from 'node:crypto';
import type { Fault, Vault } from '../../sandbox/cloud/model.ts';
import { begin, ended, type FaultCase } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { seed, seeded } from './seeded.ts';
import { type FaultsService, startService } from './start-service.ts';

type Storm = Omit<Fault, 'id'>;

/** Of the answers; the documented back-off gets over it. */
const share = 0.3;
/** Milliseconds: as long as a request to a vault may take. */
const delay = 30_000;

const storms: [what: string, kind: FaultCase['kind'], storm: Storm][] = [
  ['refusals without Retry-After', 'import', { kind: 'throttle', share }],
  ['refusals without Retry-After', 'push', { kind: 'throttle', share }],
  ['answers 503', 'import', { kind: 'unavailable', share }],
  ['answers 503', 'push', { kind: 'unavailable', share }],
  ['cut connections', 'import', { kind: 'reset', share }],
  ['cut connections', 'push', { kind: 'reset', share }],
  ['late answers', 'import', { kind: 'delay', delay, operations: ['get'], count: 3 }],
  ['late answers', 'push', { kind: 'delay', delay, operations: ['set'], count: 3 }],
  // Carried out, but nobody hears of it: another attempt would be another version.
  ['late answers to what was done', 'push', { kind: 'delay', delay, after: true, operations: ['set'], count: 3 }],
  ['answers 503 to what was done', 'push', { kind: 'unavailable', share, after: true, operations: ['set'] }],
  ['connections cut after what was done', 'push', { kind: 'reset', share, after: true, operations: ['set'] }],
];

let service: FaultsService;
/** All of them at once: most of the time they wait. */
let runs: { faultCase: FaultCase; task: ReturnType<typeof ended> }[];

beforeAll(async () => {
  service = await startService({ random: seeded(seed) });
  const cases = await Promise.all(
    storms.map(([, kind], number) =>
      kind === 'import' ? createImportCase(service, `import${number}`, 40) : createPushCase(service, `push${number}`),
    ),
  );
  for (const [number, { connected }] of cases.entries()) {
    const storm = storms[number]?.[2];
    connected.takeCounters();
    if (storm !== undefined) connected.vault.faults.push({ id: randomUUID(), ...storm });
  }
  await Promise.all(cases.map((each) => begin(service, each)));
  runs = cases.map((faultCase) => {
    const task = ended(service, faultCase, 180_000);
    // Its own test looks at it.
    task.catch(() => {});
    return { faultCase, task };
  });
}, 120_000);
afterAll(() => service?.stop(), 60_000);

const statuses = { throttle: '429', unavailable: '503', reset: 'reset', delay: '200' };

/** Whether the vault's answers were disturbed as they were to be. */
function wasThere({ faults, counters }: Vault, { kind, count }: Storm): boolean {
  return count === undefined ? (counters.statuses[statuses[kind]] ?? 0) > 5 : faults.length === 0;
}

describe(`FAULTS_SEED=${seed}`, () => {
  test.each(storms.map(([what, kind, storm], number) => [what, kind, storm, number] as const))(
    '%s: a run of kind %s ends in success',
    async (_what, _kind, storm, number) => {
      const run = runs[number];
      expect(await run?.task).toMatchObject({ state: 'success' });
      await run?.faultCase.check();
      expect(run && wasThere(run.faultCase.connected.vault, storm)).toBe(true);
    },
    200_000,
  );
});
