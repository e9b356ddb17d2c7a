import { randomUUID } from 'node:crypto';
import type { DeliveryMessage, News, NewsMessage } from '../../shared/ports/news.ts';

/** Both queues and what a test needs of their other ends. */
export interface NewsBench {
  news: News;
  /** Takes what is due out of the queue, for good. */
  receiveEvents(): Promise<NewsMessage[]>;
  receiveDeliveries(): Promise<DeliveryMessage[]>;
  /** Lets a little time pass. */
  pause(): Promise<void>;
  /** In milliseconds, by the clock that the delays go by. */
  now(): number;
}

/** What every implementation of `News` keeps. */
export function describeNews(name: string, make: () => NewsBench): void {
  describe(`news: ${name}`, () => {
    let bench: NewsBench;
    beforeAll(() => {
      bench = make();
    });

    const event = (): NewsMessage['event'] => ({
      type: 'secrets_expiring',
      id: randomUUID(),
      organizationId: randomUUID(),
      integrationId: 'ключ 💥 "quoted" \\ \n <&>',
      at: '2026-01-01T00:00:00.000Z',
      secrets: [{ name: 'a', expiresAt: '2026-01-02T00:00:00.000Z' }],
    });
    const delivery = (): DeliveryMessage => {
      return { v: 1, webhookId: randomUUID(), attempt: 2, names: { vault: 'v', action: null }, event: event() };
    };

    async function receive<T>(take: () => Promise<T[]>): Promise<T[]> {
      for (const deadline = bench.now() + 20_000; bench.now() < deadline; await bench.pause()) {
        const found = await take();
        if (found.length > 0) return [...found, ...(await take())];
      }
      return [];
    }

    it('brings events and deliveries, each to its own queue, as they were', async () => {
      const [told, asked]: [NewsMessage, DeliveryMessage] = [{ v: 1, event: event() }, delivery()];
      await bench.news.tell(told);
      await bench.news.deliver(asked);
      expect(await receive(bench.receiveEvents)).toEqual([told]);
      expect(await receive(bench.receiveDeliveries)).toEqual([asked]);
    });

    it('brings a delivery not before its delay, and others meanwhile', async () => {
      const [late, soon] = [delivery(), delivery()];
      const begun = bench.now();
      await bench.news.deliver(late, { delaySeconds: 2 });
      await bench.news.deliver(soon);
      expect(await receive(bench.receiveDeliveries)).toEqual([soon]);
      expect(await receive(bench.receiveDeliveries)).toEqual([late]);
      expect(bench.now() - begun).toBeGreaterThanOrEqual(2_000);
    });

    it('refuses a delay that is none', async () => {
      await expect(bench.news.deliver(delivery(), { delaySeconds: -1 })).rejects.toThrow(RangeError);
      expect(await bench.receiveDeliveries()).toEqual([]);
    });
  });
}
