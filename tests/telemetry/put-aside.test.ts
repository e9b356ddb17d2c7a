import { putAsideTimer } from '../../functions/timers/put-aside.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createQueueMessages } from '../../shared/adapters/queues/queue-messages.ts';
import { createSender } from '../../shared/adapters/queues/send-message.ts';
import { createTestApp } from '../support/test-app.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
}, 30_000);
afterAll(() => azurite?.stop());

test('what was put aside and nobody works on is measured, also where nothing ever was', async () => {
  const account = { connectionString: azurite.connectionString };
  const app = await createTestApp();
  for (let message = 0; message < 3; message += 1) await createSender(account, 'deliveries-poison')({ v: 1 });
  await putAsideTimer.handle({ deps: { ...app.deps, messages: createQueueMessages(account) } });
  expect(app.telemetry.measurements.filter(({ name }) => name === 'queue.put_aside')).toEqual([
    expect.objectContaining({ value: 0, dimensions: { queue: 'news-poison' } }),
    expect.objectContaining({ value: 3, dimensions: { queue: 'deliveries-poison' } }),
  ]);
});
