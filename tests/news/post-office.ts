import { deliveryQueue, newsQueue } from '../../functions/queues/news.ts';
import { publicUrl, type TestApp } from '../support/test-app.ts';

/** Brings news to whom it is for, through the functions of the queues. */
export function postOffice(app: TestApp) {
  const runtime = { deps: app.deps, publicUrl };
  const office = {
    /** Adds a webhook and returns its path and what was shown of it. */
    async subscribe(eventTypes: string[], fields: object = {}) {
      const configuration = { url: 'https://hooks.example/news' };
      const body = { name: 'hook', type: 'generic', event_types: eventTypes, configuration, ...fields };
      const { status, json, text } = await app.request('POST', '/api/v1/webhooks/', { body });
      if (status !== 201) throw new Error(text);
      return { ...json, path: `/api/v1/webhooks/${json.id}/`, secret: json.configuration.secret };
    },
    /** Spreads all events, and makes every attempt that is due. */
    async bring() {
      for (const message of app.news.takeEvents()) await newsQueue.handle(runtime, JSON.stringify(message));
      for (const message of app.news.takeDueDeliveries()) await deliveryQueue.handle(runtime, JSON.stringify(message));
    },
    /** The bodies that were sent since the last time. */
    // biome-ignore lint/suspicious/noExplicitAny: what tests look into
    take(): any[] {
      return app.receivers.sent.splice(0).map(({ body }) => JSON.parse(body));
    },
    runtime,
  };
  return office;
}
