import { randomUUID } from 'node:crypto';
import type { Fault } from '../../sandbox/cloud/model.ts';
import { begin, ended, type FaultCase } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { type FaultsService, startService } from './start-service.ts';

type Storm = Omit<Fault, 'id'>;

/** In a row: those that are under way meet them again and again. */
const count = 20;
/** Milliseconds: as long as a request to a vault may take. */
const delay = 30_000;

const storms: [what: string, kind: FaultCase['kind'], storm: Storm][] = [
  ['refusals without Retry-After', 'import', { kind: 'throttle', operations: ['get'], count }],
  ['refusals without Retry-After', 'push', { kind: 'throttle', operations: ['set'], count }],
  ['answers 503', 'import', { kind: 'unavailable', operations: ['get'], count }],
  ['answers 503', 'push', { kind: 'unavailable', operations: ['set'], count }],
  ['cut connections', 'import', { kind: 'reset', operations: ['get'], count }],
  ['cut connections', 'push', { kind: 'reset', operations: ['set'], count }],
  ['late answers', 'import', { kind: 'delay', delay, operations: ['get'], count: 3 }],
];

let service: FaultsService;
/** All of them at once: most of the time they wait. */
let runs: { faultCase: FaultCase; task: ReturnType<typeof ended> }[];

beforeAll(async () => {
  service = await startService();
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

test.each(storms.map(([what, kind], number) => [what, kind, number] as const))(
  '%s: a run of kind %s ends in success',
  async (_what, _kind, number) => {
    const run = runs[number];
    expect(await run?.task).toMatchObject({ state: 'success' });
    await run?.faultCase.check();
    expect(run?.faultCase.connected.vault.faults).toEqual([]);
  },
  200_000,
);
