import { pollingDelay } from './queue-back-off.ts';
import { processMessage, type QueueProcessorOptions } from './queue-processor.ts';
import { sleep } from './sleep.ts';

export interface QueueListenerOptions extends QueueProcessorOptions {
  /** Milliseconds between two polls of a queue that stays empty. */
  maxPollingInterval: number;
  /** In [0, 1). */
  random: () => number;
}

export interface QueueListener {
  /** Takes no more messages; resolves when those taken are through. */
  stop(): Promise<void>;
}

/**
 * Polls one function's queue: up to `batchSize` messages at a time, the next batch as soon as no more than `newBatchThreshold`
 * of them are still running (https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings).
 * Creates the queue when it is missing.
 */
export function startQueueListener(options: QueueListenerOptions): QueueListener {
  const stopping = new AbortController();
  const finished = listen(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await finished;
    },
  };
}

async function listen(options: QueueListenerOptions, stopping: AbortSignal): Promise<void> {
  const { settings } = options;
  const running = new Set<Promise<void>>();
  let emptyPolls = 0;
  let exists = false;
  while (!stopping.aborted) {
    try {
      if (!exists) await options.queue.createIfNotExists();
      exists = true;
      const count = await startBatch(options, running);
      emptyPolls = count === 0 ? emptyPolls + 1 : 0;
    } catch (error) {
      // The storage may be away for a while, and the queue may have been deleted under us.
      exists = false;
      emptyPolls += 1;
      report(options, error);
    }
    if (emptyPolls > 0) await sleep(pollingDelay(emptyPolls, options.maxPollingInterval, options.random()), stopping);
    else while (running.size > settings.newBatchThreshold && !stopping.aborted) await Promise.race(running);
  }
  await Promise.all(running);
}

/** Receives a batch and starts its messages; gives their number. */
async function startBatch(options: QueueListenerOptions, running: Set<Promise<void>>): Promise<number> {
  const { receivedMessageItems: batch } = await options.queue.receiveMessages({
    numberOfMessages: options.settings.batchSize,
    visibilityTimeout: Math.ceil(options.invisibility / 1000),
  });
  for (const message of batch) {
    const processing = processMessage(options, message)
      .catch((error: unknown) => report(options, error))
      .finally(() => running.delete(processing));
    running.add(processing);
  }
  return batch.length;
}

function report({ log, queue, functionName }: QueueListenerOptions, error: unknown): void {
  log({ level: 'error', source: 'host', message: `Queue ${queue.name}: ${error}`, functionName });
}
