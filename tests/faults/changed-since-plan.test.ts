import { randomUUID } from 'node:crypto';
import { newSecretVersion } from '../../sandbox/cloud/new-vault.ts';
import { findSecret } from '../../sandbox/cloud/secret-index.ts';
import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { fillProject, setSecrets } from '../../scripts/whole-service/fill-project.ts';
import { must } from '../../scripts/whole-service/must.ts';
import {
  type Action,
  finished,
  type ShownTask,
  startPull,
  startPush,
  sync,
} from '../../scripts/whole-service/run-action.ts';
import { until } from '../sandbox/support/until.ts';
import { readProject } from './project-content.ts';
import { type FaultsService, startService } from './start-service.ts';

let service: FaultsService;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service?.stop(), 60_000);

/** Applies the plan of a dry run; answers with the applying task and, by the secret's name, its steps' error codes. */
async function apply(action: Action, plan: ShownTask) {
  const task = must(202, await service.api('POST', `${action.path}tasks/${plan.id}/apply/`));
  const path = `${action.path}tasks/${task.id}/`;
  const end = await until(async () => {
    const now: ShownTask = must(200, await service.api('GET', path));
    return now.finished_at !== null && now.finished_at !== plan.finished_at && now;
  }, 30_000);
  const { results } = must(200, await service.api('GET', `${path}steps/?page_size=1000`));
  const codes = results.map((step: { venue_name: string | null; error_code: string | null }) => [
    step.venue_name,
    step.error_code,
  ]);
  return { end, codes: Object.fromEntries(codes) };
}

test('an import refuses the secret that somebody changed after the dry run, and imports the others', async () => {
  const connected = await connectVault(service, 'importing');
  connected.addSecrets(['A', 'B', 'C'].map((key) => [`production-importing-${key}`, key]));
  const pull = await startPull(service, connected, { dry_run: true });
  const plan = await finished(service, pull, 30_000);
  const changed = findSecret(connected.vault, 'production-importing-B');
  changed?.versions.push(newSecretVersion('changed', Date.now(), randomUUID));

  const { end, codes } = await apply(pull, plan);
  expect(end).toMatchObject({ state: 'failure', counts: { failed: 1, create: 3 } });
  expect(codes).toMatchObject({
    'production-importing-A': null,
    'production-importing-B': 'step.changed',
    'production-importing-C': null,
  });
  expect(Object.keys(await readProject(service, 'importing')).sort()).toEqual(['A', 'C']);
}, 60_000);

test('a push refuses the secret that somebody changed after the dry run, and pushes the others', async () => {
  const connected = await connectVault(service, 'pushing');
  const all = (value: string) => ['A', 'B', 'C'].map((key) => [key, value] as const);
  const projectId = await fillProject(service, 'pushing', all('one'));
  const push = await startPush(service, connected, [projectId]);
  expect(await finished(service, push, 30_000)).toMatchObject({ state: 'success' });
  await setSecrets(service, projectId, all('two'));
  await sync(service, push, { dry_run: true });
  const plan = await finished(service, push, 30_000);
  expect(plan).toMatchObject({ state: 'success', counts: { update: 3 } });
  const changed = findSecret(connected.vault, 'production-pushing-B');
  const { tags } = changed?.versions[0] ?? {};
  changed?.versions.push(newSecretVersion('theirs', Date.now() + 2_000, randomUUID, { tags }));

  const { end, codes } = await apply(push, plan);
  expect(end).toMatchObject({ state: 'failure', counts: { failed: 1, update: 2 } });
  expect(codes).toMatchObject({
    'production-pushing-A': null,
    'production-pushing-B': 'step.changed',
    'production-pushing-C': null,
  });
  const values = connected.vault.secrets.map(({ name, versions }) => [name, versions.map(({ value }) => value)]);
  expect(Object.fromEntries(values)).toEqual({
    'production-pushing-A': ['one', 'two'],
    'production-pushing-B': ['one', 'theirs'],
    'production-pushing-C': ['one', 'two'],
  });
}, 60_000);
