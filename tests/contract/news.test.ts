import { setTimeout } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryNews } from '../../shared/adapters/memory/memory-news.ts';
import { createQueueNews } from '../../shared/adapters/queues/queue-news.ts';
import { describeNews, type NewsBench } from './news.contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite({});
});
afterAll(async () => {
  await azurite?.stop();
});

describeNews('in memory', (): NewsBench => {
  const clock = createManualClock();
  const news = createMemoryNews({ clock });
  return {
    news,
    receiveEvents: async () => news.takeEvents(),
    receiveDeliveries: async () => news.takeDueDeliveries(),
    now: () => clock.now().getTime(),
    pause: () => clock.advance(100),
  };
});

describeNews('Queue Storage', (): NewsBench => {
  /** The functions' triggers name these queues. */
  const receiver = (queueName: string) => {
    const queue = new QueueClient(azurite.connectionString, queueName);
    return async () => {
      if (!(await queue.exists())) return [];
      const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
      for (const { messageId, popReceipt } of receivedMessageItems) await queue.deleteMessage(messageId, popReceipt);
      return receivedMessageItems.map(({ messageText }) => JSON.parse(Buffer.from(messageText, 'base64').toString()));
    };
  };
  return {
    news: createQueueNews({ connectionString: azurite.connectionString }),
    receiveEvents: receiver('news'),
    receiveDeliveries: receiver('deliveries'),
    now: () => Date.now(),
    pause: () => setTimeout(100),
  };
});
