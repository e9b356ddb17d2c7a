import { QueueClient } from '@azure/storage-queue';
import { watchTasks } from '../../shared/use-cases/sync/tasks/watch-tasks.ts';
import type { SyncWorld } from '../sync/world.ts';
import { createOperatorWorld, type OperatorWorld } from './operator-world.ts';

let operator: OperatorWorld;
let world: SyncWorld;
beforeAll(async () => {
  operator = await createOperatorWorld();
  world = await operator.startService();
}, 60_000);
afterAll(() => operator?.stop());

const queue = (name: string) => new QueueClient(operator.azurite.connectionString, name);

/** The texts of a queue's messages, as the Functions host decodes them. */
async function textsOf(name: string): Promise<string[]> {
  const { peekedMessageItems } = await queue(name).peekMessages({ numberOfMessages: 32 });
  return peekedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString('utf8'));
}

async function poisoned(name: string, ...texts: string[]): Promise<void> {
  await queue(name).createIfNotExists();
  for (const text of texts) await queue(name).sendMessage(Buffer.from(text).toString('base64'));
}

test('without queues there is nothing to list, replay or discard', async () => {
  const none = { tasks: 0, checks: 0, news: 0, deliveries: 0 };
  expect(await operator.admin('list-poison')).toMatchObject({ code: 0, json: { counts: none, messages: [] } });
  expect(await operator.admin('replay-poison', '--queue', 'tasks')).toMatchObject({ code: 0, json: { replayed: 0 } });
  expect(await operator.admin('discard-poison', '--queue', 'tasks', '--yes')).toMatchObject({ json: { discarded: 0 } });
}, 60_000);

test('messages are shown, and one or all of them put back as they were', async () => {
  const texts = Array.from({ length: 40 }, (_, index) => JSON.stringify({ v: 1, event: { id: `e-${index} é` } }));
  await poisoned('news-poison', ...texts, 'no JSON');
  const listed = (await operator.admin('list-poison', '--queue', 'news')).json;
  expect(listed.counts).toEqual({ news: 41 });
  expect(listed.messages).toHaveLength(32);
  expect(listed.messages[7]).toMatchObject({ queue: 'news', content: { event: { id: 'e-7 é' } } });

  const { message } = listed.messages[7];
  const replay = ['replay-poison', '--queue', 'news'];
  expect(await operator.admin(...replay, '--message', message)).toMatchObject({ code: 0, json: { replayed: 1 } });
  expect(await textsOf('news')).toEqual([texts[7]]);
  // The others stay, and can be seen.
  expect((await operator.admin('list-poison', '--queue', 'news')).json.counts).toEqual({ news: 40 });
  expect(await textsOf('news-poison')).toHaveLength(32);
  expect(await operator.admin(...replay, '--message', message)).toMatchObject({
    code: 1,
    json: { error: { code: 'message.not-found' } },
  });

  expect(await operator.admin(...replay)).toMatchObject({ code: 0, json: { replayed: 40 } });
  expect((await operator.admin('list-poison', '--queue', 'news')).json.counts).toEqual({ news: 0 });
  const back: string[] = [];
  for (;;) {
    const { receivedMessageItems } = await queue('news').receiveMessages({
      numberOfMessages: 32,
      visibilityTimeout: 60,
    });
    if (receivedMessageItems.length === 0) break;
    back.push(...receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString('utf8')));
  }
  expect(back.sort()).toEqual([...texts, 'no JSON'].sort());
}, 60_000);

test('messages are thrown away only when it is confirmed', async () => {
  await poisoned('deliveries-poison', '{"v":1}', '{"v":1,"webhookId":"a"}');
  const discard = ['discard-poison', '--queue', 'deliveries'];
  expect(await operator.admin(...discard)).toMatchObject({ code: 0, json: { dry_run: true, messages: 2 } });
  expect(await textsOf('deliveries-poison')).toHaveLength(2);
  expect(await operator.admin(...discard, '--yes')).toMatchObject({ code: 0, json: { discarded: 2 } });
  expect(await textsOf('deliveries-poison')).toEqual([]);
}, 60_000);

test('runs that come no further are listed', async () => {
  const none = await operator.admin('list-stalled-tasks', '--minutes', '0');
  expect(none).toMatchObject({ code: 0, json: { unfinished: 0, stalled: [] } });
  world.vault.secrets.put({ name: 'production-web-token', value: 'canary' });
  await world.addPull();
  // A message that was lost: nobody works on the run.
  world.app.jobs.takeDueTasks();
  const fresh = await operator.admin('list-stalled-tasks', '--minutes', '1000');
  expect(fresh.json).toMatchObject({ unfinished: 1, stalled: [] });
  expect((await operator.admin('list-stalled-tasks', '--minutes', '0')).json.stalled).toHaveLength(1);
  // The watchdog sees it, sees that it has not moved, and that its vault is free.
  for (let looks = 0; looks < 2; looks += 1) await watchTasks(world.app.deps);
  const seen = await operator.admin('list-stalled-tasks', '--minutes', '1000');
  expect(seen.json.stalled).toMatchObject([
    { organization: world.organizationId, integration: world.integrationId, state: 'queued', idle_looks: 1 },
  ]);
}, 60_000);
