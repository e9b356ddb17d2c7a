import { ended, type FaultCase } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { seed, seeded } from './seeded.ts';
import { type FaultsService, startService } from './start-service.ts';
import { createWorkerKiller, type KillPoint } from './worker-killer.ts';

/** Of each kind; some are cut so late that they were through. */
const runs = 24;
const needed = 20;

let service: FaultsService;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service?.stop(), 60_000);

test(`runs whose worker is killed amid them end as if it had not been (FAULTS_SEED=${seed})`, async () => {
  const random = seeded(seed);
  const cases: FaultCase[] = [];
  for (let number = 0; number < runs; number += 1) {
    cases.push(await createImportCase(service, `import-${number}`), await createPushCase(service, `push-${number}`));
  }
  const pointIn = ({ requests }: FaultCase): KillPoint => ({
    requests: 1 + Math.floor(random() * requests),
    delay: random() < 0.5 ? 0 : Math.floor(random() * 20),
  });
  const killer = createWorkerKiller(service, new Map(cases.map((each) => [each, pointIn(each)])));
  await Promise.all(cases.map((each) => each.begin()));
  const tasks = await Promise.all(cases.map((each) => ended(service, each, 240_000)));
  const cuts = await killer.stop();

  expect(killer.killed.size).toBeGreaterThan(4);
  for (const kind of ['import', 'push']) {
    const ofKind = new Set(cuts.filter((cut) => cut.kind === kind).map(({ name }) => name));
    expect(ofKind.size).toBeGreaterThanOrEqual(needed);
  }
  expect(tasks.filter(({ state }) => state !== 'success')).toEqual([]);
  for (const each of cases) await each.check();
}, 300_000);
