import type { values } from '../../ports/signals.ts';
import type { Deps } from '../deps.ts';

/**
 * Works on one message of a queue and counts it. One that cannot be read fails as any other does: the queue delivers it
 * again, and gives it up in the end.
 */
export async function countMessage<Message>(
  { telemetry }: Pick<Deps, 'telemetry'>,
  queue: keyof typeof values.queue,
  read: () => Message,
  work: (message: Message) => Promise<void>,
): Promise<void> {
  let outcome: 'unreadable' | 'failed' | 'done' = 'unreadable';
  try {
    const message = read();
    outcome = 'failed';
    await work(message);
    outcome = 'done';
  } finally {
    telemetry.measure('queue.messages', 1, { queue, outcome });
  }
}
