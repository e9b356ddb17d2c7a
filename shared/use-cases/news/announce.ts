import type { NewsEvent } from '../../domain/news/event.ts';
import type { Deps } from '../deps.ts';

/**
 * Hands an event over to whoever spreads it. Never rejects: what has happened has happened, whether or not it can be told.
 * Returns whether it will be told; nothing to tell counts as told.
 */
export async function announce(
  { news, log }: Pick<Deps, 'news' | 'log'>,
  event: NewsEvent | undefined,
): Promise<boolean> {
  if (event === undefined) return true;
  try {
    await news.tell({ v: 1, event });
    return true;
  } catch (error) {
    const { id: eventId, type, organizationId } = event;
    log.error('news.untold', { eventId, type, organizationId, error });
    return false;
  }
}
