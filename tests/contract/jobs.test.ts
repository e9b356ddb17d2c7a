import { setTimeout } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryJobs } from '../../shared/adapters/memory/memory-jobs.ts';
import { createQueueJobs } from '../../shared/adapters/queues/queue-jobs.ts';
import type { CheckJob, TaskJob } from '../../shared/ports/jobs.ts';
import { describeJobs, type JobsBench } from './jobs.contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite({});
});
afterAll(async () => {
  await azurite?.stop();
});

describeJobs('in memory', (): JobsBench => {
  const clock = createManualClock();
  const jobs = createMemoryJobs({ clock });
  return {
    jobs,
    receive: async () => jobs.takeDueTasks(),
    receiveChecks: async () => jobs.takeChecks(),
    now: () => clock.now().getTime(),
    pause: () => clock.advance(100),
  };
});

describeJobs('Queue Storage', (): JobsBench => {
  async function receiveAll<T>(name: string): Promise<T[]> {
    const queue = new QueueClient(azurite.connectionString, name);
    if (!(await queue.exists())) return [];
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    const received: T[] = [];
    for (const { messageId, popReceipt, messageText } of receivedMessageItems) {
      await queue.deleteMessage(messageId, popReceipt);
      received.push(JSON.parse(Buffer.from(messageText, 'base64').toString('utf8')));
    }
    return received;
  }
  return {
    jobs: createQueueJobs({ connectionString: azurite.connectionString }),
    receive: () => receiveAll<TaskJob>('tasks'),
    receiveChecks: () => receiveAll<CheckJob>('checks'),
    now: () => Date.now(),
    pause: () => setTimeout(100),
  };
});

it('a message in Queue Storage does not grow too old for its delay', async () => {
  const queue = new QueueClient(azurite.connectionString, 'tasks');
  await queue.createIfNotExists();
  await queue.clearMessages();
  const job = { v: 1, organizationId: 'o', integrationId: 'i', actionId: 'a', taskId: 't' } as const;
  await createQueueJobs({ connectionString: azurite.connectionString }).enqueueTask(job);
  const [message] = (await queue.peekMessages()).peekedMessageItems;
  // The default is seven days, which is what a delay may last, too.
  expect(message?.expiresOn.getTime()).toBeGreaterThan(Date.now() + 365 * 86_400_000);
});
