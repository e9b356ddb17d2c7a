import type { Clock } from '../../ports/clock.ts';
import { checkDelay } from '../../ports/jobs.ts';
import type { DeliveryMessage, News, NewsMessage } from '../../ports/news.ts';

export interface MemoryNews extends News {
  /** Takes all events out of their queue. */
  takeEvents(): NewsMessage[];
  /** Takes all deliveries whose delay has passed out of their queue, the earliest first. */
  takeDueDeliveries(): DeliveryMessage[];
  /** How many deliveries there are, due or not. */
  readonly deliveries: number;
  /** What telling meets from now on. */
  fault?: Error;
}

export function createMemoryNews({ clock }: { clock: Pick<Clock, 'now'> }): MemoryNews {
  const events: string[] = [];
  let deliveries: { dueAt: number; text: string }[] = [];
  const news: MemoryNews = {
    get deliveries() {
      return deliveries.length;
    },
    async tell(message) {
      if (news.fault !== undefined) throw news.fault;
      events.push(JSON.stringify(message));
    },
    async deliver(message, { delaySeconds = 0 } = {}) {
      const dueAt = clock.now().getTime() + checkDelay(delaySeconds) * 1000;
      deliveries.push({ dueAt, text: JSON.stringify(message) });
    },
    takeEvents: () => events.splice(0).map((text): NewsMessage => JSON.parse(text)),
    takeDueDeliveries() {
      const now = clock.now().getTime();
      const due = deliveries.filter(({ dueAt }) => dueAt <= now).sort((one, other) => one.dueAt - other.dueAt);
      deliveries = deliveries.filter(({ dueAt }) => dueAt > now);
      return due.map(({ text }): DeliveryMessage => JSON.parse(text));
    },
  };
  return news;
}
