import { newsQueue } from '../../functions/queues/news.ts';
import { checkTimer } from '../../functions/timers/check-timer.ts';
import { retentionTimer } from '../../functions/timers/retention.ts';
import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { createKeyFileWrapper } from '../../shared/adapters/crypto/key-file-wrapper.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import { eventTypes } from '../../shared/domain/news/event.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { putPerson } from '../../shared/store/people.ts';
import { day, hasty } from '../retention/turn.ts';
import { createSyncWorld, type SyncWorld } from '../sync/world.ts';
import { recordPartitions, type StoredRow } from './stored-rows.ts';

export interface Recording {
  rows: StoredRow[];
  /** What waited in the queues, as it was sent. */
  messages: Record<'tasks' | 'checks' | 'news' | 'deliveries', unknown[]>;
  /** What the app answered to reading everything, by address. */
  answers: Record<string, unknown>;
  /** The key of an administrator of the organization, for these data alone. */
  apiKey: string;
  /** When it ended. */
  at: string;
}

/** The app on these rows, with the cipher that it has when it is deployed. Another `seed` makes other ids. */
export function worldOn(rows: Rows, keyFile: string, seed = 1): Promise<SyncWorld> {
  const random = createSeededRandom(seed);
  const keyWrapper = createKeyFileWrapper(keyFile);
  const cipher = createEnvelopeCipher(
    { rows, keyWrapper, random, clock: createManualClock() },
    { fresh: 3_600_000, stale: 0 },
  );
  return createSyncWorld({ deps: { rows, cipher, random } });
}

/** Lets the app write rows and messages of every kind, and records them. */
export async function tellStory(keyFile: string): Promise<Recording> {
  const recording = recordPartitions(createMemoryRows());
  const world = await worldOn(recording.rows, keyFile);
  const { app, must } = world;
  const make = (path: string, body: object, headers: Record<string, string> = {}) =>
    must(201, app.request('POST', path, { body, headers }));

  // The configuration, with everything that it can have.
  const root = (await app.request('GET', '/api/v1/environments/')).json.results.find(
    ({ name }: { name: string }) => name === 'default',
  );
  const test = await make('/api/v1/environments/', { name: 'test', parent: root.url, description: 'For tests' });
  const base = await make('/api/v1/projects/', { name: 'base' });
  const web = await make('/api/v1/projects/', { name: 'web', depends_on: base.url }, { 'idempotency-key': 'once' });
  const text = (await app.request('GET', '/api/v1/types/')).json.results.find(
    ({ name }: { name: string }) => name === 'string',
  );
  const code = await make('/api/v1/types/', { name: 'code', parent: text.url });
  await make(`${code.url}rules/`, { type: 'max_len', constraint: '20' });
  const parameter = await make(`${web.url}parameters/`, { name: 'A', type: 'code', secret: true });
  const value = await make(`${parameter.url}values/`, { environment: root.url, internal_value: 'one' });
  await make(`${parameter.url}rules/`, { type: 'min_len', constraint: '1' });
  const tag = await make(`${root.url}tags/`, { name: 'v1', description: 'The first' });
  await app.clock.advance(day);
  await must(200, app.request('PATCH', value.url, { body: { internal_value: 'two' } }));
  const taken = await make(`${parameter.url}values/`, { environment: test.url, internal_value: 'three' });
  await must(204, app.request('DELETE', taken.url));
  const short = await make(`${web.url}parameters/`, { name: 'B' });
  await make(`${short.url}values/`, { environment: root.url, internal_value: null });

  // People and what listens.
  const { clock, organization } = app;
  const dates = { createdAt: clock.now(), modifiedAt: clock.now() };
  await putPerson(app.rows, { organizationId: organization.id, id: 'user|1', name: 'Ada', role: 'ADMIN', ...dates });
  const account = await make('/api/v1/serviceaccounts/', { name: 'robot', role: 'CONTRIB' });
  const hook = { name: 'hook', type: 'generic', configuration: { url: 'https://hooks.example/news' } };
  const webhook = await make('/api/v1/webhooks/', { ...hook, event_types: [...eventTypes] });
  const consents = '/api/v1/integrations/azure/key_vault/consents/';
  const consent = await make(consents, {});
  const adminConsent = await make(consents, { admin_consent: true });

  // A push and an import, and what is known of the vault from then on.
  const push = await world.addPush(['web'], { resource: '{{ environment }}-{{ project }}-{{ parameter }}' });
  await world.work();
  const expires = clock.now().getTime() / 1000 + 20 * 86_400;
  world.vault.secrets.put({ name: 'default-other-C', value: 'four', expires });
  world.vault.secrets.put({ name: 'unrelated', value: 'five' });
  const pull = await world.addPull();
  await world.work();
  world.vault.permissions = new Set();
  await must(200, app.request('GET', `${world.path}?refresh_status=true`));

  // What is begun and not finished.
  await app.clock.advance(900_000);
  await checkTimer.handle({ deps: app.deps });
  await must(202, app.request('POST', `${world.path}pulls/${pull.id}/sync/`, { body: {} }));
  await retentionTimer.handle({ deps: hasty(app) });
  const [told, ...news] = app.news.takeEvents();
  await newsQueue.handle({ deps: app.deps }, told);
  const answers: Recording['answers'] = {};
  const paths = [
    'environments/',
    'projects/',
    'types/',
    'users/',
    'serviceaccounts/',
    'webhooks/',
    'audit/?page_size=1000',
  ]
    .map((path) => `/api/v1/${path}`)
    .concat([test, web, code, parameter, tag, account, webhook].map(({ url }) => new URL(url).pathname))
    .concat(['tags/', `tags/?name=v1`].map((path) => new URL(root.url).pathname + path))
    .concat([`${new URL(code.url).pathname}rules/`, `${new URL(parameter.url).pathname}rules/`])
    .concat([`${new URL(web.url).pathname}parameters/?environment=default`])
    .concat([`${new URL(web.url).pathname}parameters/?environment=default&tag=v1`])
    .concat([
      world.path,
      `${world.path}status_history/`,
      `${world.path}expiring/`,
      '/api/v1/integrations/azure/key_vault/tenants/',
    ])
    .concat([consent, adminConsent].map(({ id }) => `${consents}${id}/`));
  for (const [kind, { id }] of Object.entries({ pulls: pull, pushes: push })) {
    const action = `${world.path}${kind}/${id}/`;
    paths.push(action, `${action}tasks/`);
    for (const task of (await app.request('GET', `${action}tasks/`)).json.results) {
      paths.push(`${action}tasks/${task.id}/steps/?page_size=1000`);
    }
  }
  const [audit = ''] = paths.filter((path) => path.includes('/audit/'));
  // Whoever reads the audit finishes it: before it is left unfinished.
  answers[audit] = await must(200, app.request('GET', audit));
  await cutOff(world, { web, root, parameter: short });
  for (const path of paths) if (path !== audit) answers[path] = await must(200, app.request('GET', path));
  return {
    rows: await recording.everyRow(),
    messages: {
      tasks: app.jobs.takeDueTasks(),
      checks: app.jobs.takeChecks(),
      news: news.slice(0, 3),
      deliveries: app.news.takeDueDeliveries(),
    },
    answers,
    apiKey: app.apiKey,
    at: clock.now().toISOString(),
  };
}

/** A copy, two deletions and a change of which the process died in the middle. */
async function cutOff(
  { app }: SyncWorld,
  { web, root, parameter }: Record<'web' | 'root' | 'parameter', { url: string }>,
): Promise<void> {
  const dying = async (table: string, after: number, act: () => Promise<unknown>) => {
    const { write } = app.rows;
    let left = after;
    app.rows.write = async (to, ...rest) => {
      if (to === table || left < 0) left -= 1;
      if (left < 0) throw new Error('the process ended');
      return write(to, ...rest);
    };
    await act();
    app.rows.write = write;
  };
  const gone = (await app.request('POST', '/api/v1/projects/', { body: { name: 'gone' } })).json;
  await dying('parameters', 0, () => app.request('DELETE', gone.url));
  const values = (await app.request('GET', `${parameter.url}values/`)).json.results;
  await app.request('PATCH', values[0].url, { body: { internal_value: 'changed' } });
  await dying('parameters', 1, () => app.request('DELETE', parameter.url));
  await dying('parameters', 0, () => app.request('POST', `${root.url}copy/`, { body: { name: 'copied' } }));
  await dying('audit', 1, () => app.request('PATCH', web.url, { body: { description: 'changed' } }));
}
