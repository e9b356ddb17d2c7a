/** The queues whose messages the platform gives up after five deliveries that failed. */
export const workQueues = ['tasks', 'checks', 'news', 'deliveries'] as const;

export type WorkQueue = (typeof workQueues)[number];

/** A message that was given up. */
export interface PoisonedMessage {
  id: string;
  insertedAt: Date;
  /** Mostly JSON, of ids, names, codes, counts and times. */
  text: string;
}

type Chosen = (message: PoisonedMessage) => boolean;

/** What the platform has put aside, in a queue of its own beside each queue of work. */
export interface Poison {
  /** How many there are, by and large, and the first of them (up to 32). They stay where they are. */
  peek(queue: WorkQueue): Promise<{ count: number; messages: PoisonedMessage[] }>;
  /**
   * Puts the chosen messages back into the queue of work, as they were, and resolves to how many. The others stay. Cut
   * off, it may have put one back that is still there, so that it is worked on twice.
   */
  replay(queue: WorkQueue, chosen: Chosen): Promise<number>;
  /** Throws the chosen messages away and resolves to how many. The others stay. */
  discard(queue: WorkQueue, chosen: Chosen): Promise<number>;
}
