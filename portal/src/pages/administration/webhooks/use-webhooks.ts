import { useMutation } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { useChange } from '../use-change.ts';

export type Webhook = Schemas['WebHooks'];
export type EventType = Schemas['EventTypesEnum'];

const key = ['webhooks'];

export function useWebhooks() {
  const api = useApi();
  return usePages<Webhook>(key, (page, signal) => {
    const query = { page, page_size: pageSize, ordering: 'name' };
    return ask(api.GET('/api/v1/webhooks/', { params: { query }, signal }));
  });
}

/** The address as the API shows it: without what may be a credential. */
export function addressOf({ configuration }: Webhook): string {
  return typeof configuration?.url === 'string' ? configuration.url : '';
}

/** Makes a webhook, or changes the one with this id. A signing secret goes to `onSecret` and is kept nowhere else. */
export function useSaveWebhook(id: string | undefined, onSecret: (secret: ShownOnce) => void) {
  return useChange(
    key,
    async (api, body: Schemas['WebHooksRequest']) => {
      const saved = await ask(
        id === undefined
          ? api.POST('/api/v1/webhooks/', { body })
          : api.PATCH('/api/v1/webhooks/{id}/', { params: { path: { id } }, body }),
      );
      const secret = saved.configuration?.secret;
      if (typeof secret === 'string') onSecret({ what: `the signing secret of ${body.name}`, secret });
    },
    ({ name }) => (id === undefined ? `Created ${name}` : `Saved ${name}`),
  );
}

export function useSwitchWebhook() {
  return useChange(
    key,
    async (api, { id, enabled }: Webhook) => {
      await ask(api.PATCH('/api/v1/webhooks/{id}/', { params: { path: { id } }, body: { enabled: !enabled } }));
    },
    ({ name, enabled }) => `Switched ${name} ${enabled ? 'off' : 'on'}`,
  );
}

/** Sends a test event; the answer tells how it went, also where it was not delivered. Nothing in the list changes by it. */
export function usePing() {
  const api = useApi();
  return useMutation({
    gcTime: 0,
    mutationFn: ({ id }: Webhook) => ask(api.POST('/api/v1/webhooks/{id}/ping/', { params: { path: { id } } })),
  });
}

export function useDeleteWebhook() {
  return useChange(
    key,
    (api, { id }: Webhook) => ask(api.DELETE('/api/v1/webhooks/{id}/', { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
  );
}
