import type { Deps } from '../deps.ts';

/** What the platform put aside and no function works on: it stays until an operator puts it back or throws it away. */
const keptForOperators = ['news-poison', 'deliveries-poison'] as const;

/** Measures how many messages wait for an operator. Costs a request for each queue. */
export async function countPutAside({ messages, telemetry }: Pick<Deps, 'messages' | 'telemetry'>): Promise<void> {
  for (const queue of keptForOperators) telemetry.measure('queue.put_aside', await messages.count(queue), { queue });
}
