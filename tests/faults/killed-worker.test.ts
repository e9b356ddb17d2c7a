import { begin, ended } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { seed, seeded } from './seeded.ts';
import { type FaultsService, startService } from './start-service.ts';
import { createWorkerKiller } from './worker-killer.ts';

/** Of each kind; some may be through when the worker dies. */
const runs = 26;
const needed = 20;
/** Milliseconds from the death of a worker until another one works on its runs. */
const pickedUpWithin = 60_000;

let service: FaultsService;
beforeAll(async () => {
  // As many at once as the worker takes: each kill is to cut several.
  service = await startService({ host: { settings: { LIMIT_TASKS_AT_ONCE: '100' } } });
}, 60_000);
afterAll(() => service?.stop(), 60_000);

test(`runs whose worker is killed amid them end as if it had not been (FAULTS_SEED=${seed})`, async () => {
  const numbers = Array.from({ length: runs }, (_, number) => number);
  const imports = await Promise.all(numbers.map((number) => createImportCase(service, `import${number}`, 40)));
  const pushes = await Promise.all(numbers.map((number) => createPushCase(service, `push${number}`, { size: 30 })));
  const cases = numbers.flatMap((number) => [imports[number] ?? [], pushes[number] ?? []].flat());
  const killer = createWorkerKiller(service, cases, seeded(seed));
  await Promise.all(cases.map((each) => begin(service, each)));
  const tasks = await Promise.all(cases.map((each) => ended(service, each, 240_000)));
  const cuts = await killer.stop();

  expect(killer.killed.size).toBeGreaterThan(4);
  for (const kind of ['import', 'push']) {
    expect(cuts.filter(({ faultCase }) => faultCase.kind === kind).length).toBeGreaterThanOrEqual(needed);
  }
  // Of those that were cut first nobody stands in the way.
  const first = Math.min(...cuts.map(({ at }) => at));
  for (const { at, resumedAt = Number.POSITIVE_INFINITY } of cuts.filter((cut) => cut.at === first)) {
    expect(resumedAt - at).toBeLessThanOrEqual(pickedUpWithin);
  }
  expect(tasks.filter(({ state }) => state !== 'success')).toEqual([]);
  for (const each of cases) await each.check();
}, 300_000);
