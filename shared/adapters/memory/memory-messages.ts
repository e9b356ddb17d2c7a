import type { Messages } from '../../ports/messages.ts';

export interface MemoryMessages extends Messages {
  /** All that were put back, with their queues. */
  readonly back: { queue: string; message: object; delaySeconds: number }[];
}

export function createMemoryMessages(): MemoryMessages {
  const back: MemoryMessages['back'] = [];
  return {
    back,
    async putBack(queue, message, { delaySeconds }) {
      back.push({ queue, message: structuredClone(message), delaySeconds });
    },
  };
}
