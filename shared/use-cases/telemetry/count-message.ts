import { ServiceError } from '../../errors.ts';
import type { Outcome, values } from '../../ports/signals.ts';
import type { Deps } from '../deps.ts';

/** How long a message that a newer version of the app has to work on is left alone, in seconds. */
const newerDelay = 30;

/**
 * Works on one message of a queue and counts it. One that cannot be read fails as any other does: the queue delivers it
 * again, and gives it up in the end. One of a newer version of the app, or about rows of one, is put back for that version,
 * however often this one gets it.
 */
export async function countMessage<Message>(
  deps: Pick<Deps, 'telemetry' | 'messages' | 'log'>,
  queue: keyof typeof values.queue,
  sent: unknown,
  read: (sent: unknown) => Message,
  work: (message: Message) => Promise<void>,
): Promise<void> {
  let outcome: Outcome = 'unreadable';
  try {
    const message = read(sent);
    outcome = 'failed';
    await work(message);
    outcome = 'done';
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'storage.newer-version') throw error;
    await deps.messages.putBack(queue, asObject(sent), { delaySeconds: newerDelay });
    deps.log.warn('queue.left-to-newer', { queue });
    outcome = 'newer';
  } finally {
    deps.telemetry.measure('queue.messages', 1, { queue, outcome });
  }
}

function asObject(sent: unknown): object {
  return typeof sent === 'string' ? JSON.parse(sent) : (sent as object);
}
