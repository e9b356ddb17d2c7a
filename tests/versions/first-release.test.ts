import { readFile } from 'node:fs/promises';
import { checkQueue } from '../../functions/queues/checks.ts';
import { deliveryQueue, newsQueue } from '../../functions/queues/news.ts';
import { taskQueue } from '../../functions/queues/tasks.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import type { CheckJob } from '../../shared/ports/jobs.ts';
import { permissions } from '../../shared/ports/vaults.ts';
import { settleAudit } from '../../shared/use-cases/audit/settle-audit.ts';
import { day, fire, lastTurn } from '../retention/turn.ts';
import { publicUrl } from '../support/test-app.ts';
import type { SyncWorld } from '../sync/world.ts';
import { writeKeyFile } from './key-file.ts';
import { kindOf, putBack, shapesOf } from './stored-rows.ts';
import { type Recording, tellStory, worldOn } from './story.ts';

/**
 * What the first release stored, as it was: it is never recorded anew. Where this fails after a change of what is stored, the
 * change needs an upgrade: see docs/data-versions.md.
 */
const released = new URL('../fixtures/schema-v1/recording.json', import.meta.url);
/** Columns that came later and may be absent, by kind: an older version keeps them without knowing them. */
const addedSince: Record<string, string[]> = {};

let recording: Recording;
let keyFile: Awaited<ReturnType<typeof writeKeyFile>>;
let azurite: Azurite;
let world: SyncWorld;

beforeAll(async () => {
  recording = JSON.parse(await readFile(released, 'utf8'));
  keyFile = await writeKeyFile();
  azurite = await startAzurite({});
  const rows = createTableRows({ connectionString: azurite.connectionString });
  await putBack(rows, recording.rows);
  world = await worldOn(rows, keyFile.path, 2);
  await world.app.clock.advance(new Date(recording.at).getTime() - world.app.clock.now().getTime());
});
afterAll(async () => {
  await azurite?.stop();
  await keyFile?.remove();
});

const ask = (method: string, path: string, body?: object) =>
  world.app.request(method, path, { body, apiKey: recording.apiKey });

test('the present app stores rows of the same columns, or has raised their version', async () => {
  const now = shapesOf((await tellStory(keyFile.path)).rows);
  const then = shapesOf(recording.rows);
  const described = (shapes: typeof now) =>
    Object.fromEntries(
      [...shapes].map(([kind, columns]) => {
        const added = new Set(addedSince[kind] ?? []);
        return [kind, Object.fromEntries([...columns].filter(([name]) => !added.has(name)).sort())];
      }),
    );
  expect(described(now)).toEqual(described(then));
});

test('it answers what the first release answered', async () => {
  const { answers } = recording;
  expect(Object.keys(answers).length).toBeGreaterThan(25);
  for (const [path, body] of Object.entries(answers)) {
    const { status, json } = await ask('GET', path);
    const audit = path.startsWith('/api/v1/audit/');
    // What was cut off after the audit was read has come into it.
    const answer = audit ? { results: json.results.slice(-(body as { count: number }).count) } : json;
    expect([path, status, answer]).toMatchObject([
      path,
      200,
      audit ? { results: (body as typeof json).results } : body,
    ]);
  }
});

test('it changes what the first release made', async () => {
  const find = (part: string) => Object.keys(recording.answers).find((path) => new RegExp(part).test(path)) ?? '';
  for (const path of ['environments/[^/]+/$', 'projects/[^/]+/$', 'types/[^/]+/$', 'serviceaccounts/[^/]+/$']) {
    expect([path, (await ask('PATCH', find(path), { description: 'now' })).status]).toEqual([path, 200]);
  }
  expect((await ask('PATCH', find('webhooks/[^/]+/$'), { name: 'renamed' })).status).toBe(200);
  expect((await ask('PATCH', find('pulls/[^/]+/$'), { description: 'now' })).status).toBe(200);
  expect((await ask('PATCH', find('pushes/[^/]+/$'), { description: 'now' })).status).toBe(200);
});

test('it works on the messages that the first release sent', async () => {
  const { deps, vaults } = world.app;
  const { messages } = recording;
  const vault = vaults.vault('contoso-production');
  vault.permissions = new Set(permissions);
  expect(
    messages.tasks.length * messages.checks.length * messages.news.length * messages.deliveries.length,
  ).toBeGreaterThan(0);
  for (const message of messages.tasks) await taskQueue.handle({ deps }, message);
  const [job] = messages.tasks as { taskId: string; integrationId: string; actionId: string }[];
  const path = `/api/v1/integrations/azure/key_vault/${job?.integrationId}/pulls/${job?.actionId}/tasks/${job?.taskId}/`;
  expect((await ask('GET', path)).json).toMatchObject({ state: 'success' });
  for (const message of messages.checks) await checkQueue.handle({ deps }, message);
  const [check] = (messages.checks as CheckJob[]).flatMap(({ checks }) => checks);
  const vaultPath = `/api/v1/integrations/azure/key_vault/${check?.integrationId}/`;
  expect((await ask('GET', vaultPath)).json).toMatchObject({ status: 'connected' });
  for (const message of messages.news) await newsQueue.handle({ deps }, message);
  expect(world.app.news.deliveries).toBeGreaterThan(0);
  for (const message of messages.deliveries) await deliveryQueue.handle({ deps, publicUrl }, message);
  expect(world.app.receivers.sent).toHaveLength(messages.deliveries.length);
});

test('it finishes what the first release left unfinished, and removes what it kept', async () => {
  const [organizationId = ''] = recording.rows.flatMap((row) =>
    kindOf(row) === 'audit * pending' ? row.partitionKey : [],
  );
  const { app } = world;
  await settleAudit(app.deps, organizationId);
  await app.clock.advance(day);
  for (let turns = 0; turns < 8; turns += 1) {
    await fire(app);
    await app.clock.advance(turns % 2 === 0 ? 600_000 : 200 * day);
  }
  expect(lastTurn(app)).toMatchObject({ done: true });
  expect(app.logLines.filter((line) => /retention.failed|internal/.test(line))).toEqual([]);
  const { rows: left } = await app.rows.range('configuration', organizationId);
  expect(left.map(({ rowKey }) => rowKey).filter((key) => /^(copy|removal)!/.test(key))).toEqual([]);
});
