import type { Fault } from '../../sandbox/cloud/model.ts';
import { createApiClient } from '../../scripts/story/api-client.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { listWaitingTasks } from '../../shared/store/waiting-tasks.ts';
import { createOrganization } from '../../shared/use-cases/identity/create-organization.ts';
import { issueApiKey } from '../../shared/use-cases/identity/issue-api-key.ts';
import { begin, ended, type FaultCase, storedTask } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { type FaultsService, startService } from './start-service.ts';

let service: FaultsService;
beforeAll(async () => {
  service = await startService({ host: { settings: { LIMIT_TASKS_AT_ONCE: '1' } } });
}, 60_000);
afterAll(() => service?.stop(), 60_000);

/** The same service as another organization sees it, which has proven the same tenant. */
async function asAnother(): Promise<WholeService> {
  const { deps, host, tenantId } = service;
  const { id: organizationId } = await createOrganization(deps, { name: 'Another' });
  const { key } = await issueApiKey(deps, { organizationId, name: 'key', role: 'ADMIN' });
  const link = { name: 'Contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
  await putTenantLink(deps.rows, { organizationId, tenantId, linkedAt: deps.clock.now(), ...link });
  return { ...service, organizationId, api: createApiClient(host.url, { Authorization: `Api-Key ${key.reveal()}` }) };
}

async function importsOf(name: string, count: number, size: number): Promise<FaultCase[]> {
  const cases: FaultCase[] = [];
  // One after the other: so they are in this order in the line, too.
  for (let number = 0; number < count; number += 1) {
    cases.push(await createImportCase(service, `${name}${number}`, number === 0 ? size : 2));
  }
  return cases;
}

async function states(cases: readonly FaultCase[]): Promise<string[]> {
  return Promise.all(cases.map(async (each) => (await storedTask(service, each)).state));
}

/** When the vault has been asked for so many secrets. */
function asked({ connected }: FaultCase, times: number): Promise<void> {
  let seen = 0;
  const { vaultRequests } = service;
  return new Promise((resolve) => {
    vaultRequests.on('request', function count({ vault, operation }) {
      if (vault !== connected.vault || operation !== 'get') return;
      seen += 1;
      if (seen < times) return;
      vaultRequests.off('request', count);
      resolve();
    });
  });
}

test('the run of one organization begins while those that another one started before it wait', async () => {
  const another = await asAnother();
  const single = await createImportCase(another, 'single', 2);
  // The first takes minutes, unless the faults are taken away.
  const slow: Fault = { id: 'slow', kind: 'delay', operations: ['get'], delay: 5_000 };
  const many = await importsOf('many', 8, 800);
  const [first, ...others] = many;
  if (first === undefined) throw new Error('no runs');
  first.connected.vault.faults = [slow];
  for (const each of many) await begin(service, each);
  await begin(another, single);

  expect(await ended(another, single, 60_000)).toMatchObject({ state: 'success' });
  expect(await states(many)).toEqual(['running', ...others.map(() => 'queued')]);
  first.connected.vault.faults = [];
  const tasks = await Promise.all(many.map((each) => ended(service, each, 120_000)));
  expect(tasks.filter(({ state }) => state !== 'success')).toEqual([]);
  const starts = tasks.map(({ startedAt }) => startedAt?.getTime() ?? 0);
  expect(starts).toEqual([...starts].sort((one, other) => one - other));
  expect(await listWaitingTasks(service.deps.rows)).toEqual([]);
  for (const each of [...many, single]) await each.check();
}, 240_000);

test('the place of a worker that is killed goes to those that wait', async () => {
  const [first, ...others] = await importsOf('killed', 3, 40);
  if (first === undefined) throw new Error('no runs');
  const amid = asked(first, 10);
  for (const each of [first, ...others]) await begin(service, each);
  await amid;
  service.host.kill('SIGKILL');
  expect(await ended(service, first, 120_000)).toMatchObject({ state: 'success' });
  for (const each of others) expect(await ended(service, each, 60_000)).toMatchObject({ state: 'success' });
  for (const each of [first, ...others]) await each.check();
}, 240_000);
