import type { QueueClient, RestError } from '@azure/storage-queue';
import type { QueueSettings } from './host-json.ts';
import type { HostLog } from './host-log.ts';
import { WorkerLost } from './invocation-errors.ts';
import { decodeMessage, messageMetadata, type ReceivedMessage } from './queue-message.ts';
import type { TypedData } from './typed-data.ts';

export interface QueueProcessorOptions {
  functionName: string;
  queue: QueueClient;
  poisonQueue: QueueClient;
  settings: QueueSettings;
  /** Milliseconds, whole seconds: how long a received message stays hidden from others; renewed at half-time. */
  invisibility: number;
  invoke(data: TypedData, metadata: Record<string, TypedData>): Promise<unknown>;
  log: HostLog;
}

/**
 * Takes one received message to its end: deleted when the function succeeds; visible again, or moved to the poison queue after
 * the last try, when it fails. When the worker died nothing is done: as after the loss of a whole instance, the message comes
 * back when its invisibility runs out.
 */
export async function processMessage(options: QueueProcessorOptions, message: ReceivedMessage): Promise<void> {
  const { settings, queue, log, functionName } = options;
  const text = decodeMessage(message.messageText, settings.messageEncoding);
  if (text === undefined || message.dequeueCount > settings.maxDequeueCount) {
    const why = text === undefined ? `is not in ${settings.messageEncoding} encoding` : 'was tried too often';
    log({ level: 'error', source: 'host', message: `Message ${message.messageId} ${why}.`, functionName });
    return moveToPoisonQueue(options, message);
  }

  const renewal = keepInvisible(options, message);
  const failure = await options.invoke({ string: text }, messageMetadata(message, text)).then(
    () => undefined,
    (error: Error) => error,
  );
  const popReceipt = await renewal.stop();
  const latest = { ...message, popReceipt };

  if (failure === undefined) {
    await unlessGone(options, () => queue.deleteMessage(message.messageId, popReceipt));
  } else if (failure instanceof WorkerLost) {
    log({
      level: 'warning',
      source: 'host',
      message: `${failure.message} ${message.messageId} will return.`,
      functionName,
    });
  } else {
    log({ level: 'error', source: 'host', message: failure.stack ?? failure.message, functionName });
    if (message.dequeueCount >= settings.maxDequeueCount) return moveToPoisonQueue(options, latest);
    const seconds = Math.ceil(settings.visibilityTimeout / 1000);
    await unlessGone(options, () => queue.updateMessage(message.messageId, popReceipt, undefined, seconds));
  }
}

async function moveToPoisonQueue(options: QueueProcessorOptions, message: ReceivedMessage): Promise<void> {
  const { poisonQueue, queue, log, functionName } = options;
  const text = `Message ${message.messageId} goes to ${poisonQueue.name} after ${message.dequeueCount} tries.`;
  log({ level: 'warning', source: 'host', message: text, functionName });
  await poisonQueue.createIfNotExists();
  await poisonQueue.sendMessage(message.messageText);
  await unlessGone(options, () => queue.deleteMessage(message.messageId, message.popReceipt));
}

/** Renews until stopped; `stop` gives the receipt that is valid then. */
function keepInvisible(options: QueueProcessorOptions, message: ReceivedMessage) {
  const { queue, invisibility } = options;
  let popReceipt = message.popReceipt;
  let renewing: Promise<void> = Promise.resolve();
  const renew = async () => {
    await unlessGone(options, async () => {
      const seconds = Math.ceil(invisibility / 1000);
      const updated = await queue.updateMessage(message.messageId, popReceipt, undefined, seconds);
      popReceipt = updated.popReceipt ?? popReceipt;
    });
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, invisibility / 2);
  return {
    async stop(): Promise<string> {
      clearInterval(timer);
      await renewing;
      return popReceipt;
    },
  };
}

/**
 * A message that somebody else has taken or deleted in the meantime (400 or 404) is none of ours any more, and a storage that
 * does not answer will show the message again: both are told, neither ends the listener.
 */
async function unlessGone(options: QueueProcessorOptions, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { code, statusCode } = error as RestError;
    const message = `A message of ${options.queue.name} was not ours any more (${code ?? statusCode ?? error}).`;
    options.log({ level: 'warning', source: 'host', message, functionName: options.functionName });
  }
}
