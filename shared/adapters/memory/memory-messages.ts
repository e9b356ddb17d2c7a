import type { Messages } from '../../ports/messages.ts';

export interface MemoryMessages extends Messages {
  /** How many messages each queue has, for tests to say. */
  readonly counts: Record<string, number>;
  /** All that were put back, with their queues. */
  readonly back: { queue: string; message: object; delaySeconds: number }[];
}

export function createMemoryMessages(): MemoryMessages {
  const back: MemoryMessages['back'] = [];
  const counts: MemoryMessages['counts'] = {};
  return {
    back,
    counts,
    count: async (queue) => counts[queue] ?? 0,
    async putBack(queue, message, { delaySeconds }) {
      back.push({ queue, message: structuredClone(message), delaySeconds });
    },
  };
}
