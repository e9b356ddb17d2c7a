import type { QueueClient, ReceivedMessageItem } from '@azure/storage-queue';
import type { Poison, PoisonedMessage, WorkQueue } from '../../ports/poison.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { readStorageError, toStorageFault } from '../storage/storage-error.ts';
import { connectQueue } from './connect-queue.ts';

/** The most that the service gives at once. */
const atOnce = 32;
/** Seconds for which nobody else sees a message that is taken: longer than going through a long queue takes. */
const held = 600;

/**
 * What the Functions host puts aside: a queue named like the queue of work, with `-poison` behind it. Rejects with
 * `StorageFault`.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages
 */
export function createPoisonQueues(account: StorageAccount): Poison {
  const poisonOf = (queue: WorkQueue) => connectQueue(account, `${queue}-poison`);

  return {
    peek: (queue) =>
      whereThereIsOne({ count: 0, messages: [] }, async () => {
        const client = poisonOf(queue);
        const { approximateMessagesCount = 0 } = await client.getProperties();
        const { peekedMessageItems } = await client.peekMessages({ numberOfMessages: atOnce });
        return { count: approximateMessagesCount, messages: peekedMessageItems.map(toMessage) };
      }),

    replay: (queue, chosen) =>
      whereThereIsOne(0, async () => {
        const work = connectQueue(account, queue);
        await work.createIfNotExists();
        // No end to its life, as of every message of ours. The text is the one that came, not one made of what it says.
        return take(poisonOf(queue), chosen, ({ messageText }) =>
          work.sendMessage(messageText, { messageTimeToLive: -1 }),
        );
      }),

    discard: (queue, chosen) => whereThereIsOne(0, () => take(poisonOf(queue), chosen, async () => undefined)),
  };
}

/** Deletes the chosen messages, each after `act`; resolves to how many. Whatever stays can be seen again at the end. */
async function take(
  client: QueueClient,
  chosen: (message: PoisonedMessage) => boolean,
  act: (item: ReceivedMessageItem) => Promise<unknown>,
): Promise<number> {
  const kept = new Set<ReceivedMessageItem>();
  let taken = 0;
  try {
    for (;;) {
      const { receivedMessageItems: items } = await client.receiveMessages({
        numberOfMessages: atOnce,
        visibilityTimeout: held,
      });
      if (items.length === 0) return taken;
      for (const item of items) kept.add(item);
      for (const item of items.filter((each) => chosen(toMessage(each)))) {
        await act(item);
        await client.deleteMessage(item.messageId, item.popReceipt);
        kept.delete(item);
        taken += 1;
      }
    }
  } finally {
    for (const item of kept) await show(client, item);
  }
}

/** Lets everybody see a message again that stays. One that somebody else has dealt with meanwhile is none the worse. */
async function show(client: QueueClient, { messageId, popReceipt, messageText }: ReceivedMessageItem): Promise<void> {
  try {
    await client.updateMessage(messageId, popReceipt, messageText, 0);
  } catch (error) {
    if (readStorageError(error).status !== 404) throw error;
  }
}

type Item = Pick<ReceivedMessageItem, 'messageId' | 'insertedOn' | 'messageText'>;

function toMessage({ messageId, insertedOn, messageText }: Item): PoisonedMessage {
  return { id: messageId, insertedAt: insertedOn, text: Buffer.from(messageText, 'base64').toString('utf8') };
}

async function whereThereIsOne<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (readStorageError(error).code === 'QueueNotFound') return otherwise;
    throw toStorageFault(error);
  }
}
