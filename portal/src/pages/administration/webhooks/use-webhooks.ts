import { useMutation } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { useChange } from '../../../api/use-change.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';

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

export interface WebhookForm {
  name: string;
  type: Webhook['type'];
  /** As it is shown: without what may be a credential. */
  shownUrl: string;
  /** Another one; undefined: it stays. */
  url: string | undefined;
  events: EventType[];
  newSecret: boolean;
}

const one = '/api/v1/webhooks/{id}/';

/** Makes a webhook, or changes the one with this id. A signing secret goes to `onSecret` and is kept nowhere else. */
export function useEditWebhook(id: string | undefined, onSecret: (secret: ShownOnce) => void) {
  return useEdit({
    read: id === undefined ? undefined : (api, signal) => askTagged(api.GET(one, { params: { path: { id } }, signal })),
    formOf: (webhook?: Webhook): WebhookForm => ({
      name: webhook?.name ?? '',
      type: webhook?.type ?? 'generic',
      shownUrl: webhook === undefined ? '' : addressOf(webhook),
      url: webhook === undefined ? '' : undefined,
      events: webhook?.event_types ?? ['integration_status_changed', 'task_failed', 'secrets_expiring'],
      newSecret: false,
    }),
    save: useChange(
      key,
      async (api, { form: { name, type, url, events, newSecret }, etag }: Edited<WebhookForm>) => {
        const configuration = { url, ...(newSecret ? { secret: null } : {}) };
        const body = { name, type, event_types: events, configuration };
        const saved = await ask(
          id === undefined
            ? api.POST('/api/v1/webhooks/', { body })
            : api.PATCH(one, { params: { path: { id }, header: ifMatch(etag) }, body }),
        );
        const secret = saved.configuration?.secret;
        if (typeof secret === 'string') onSecret({ what: `the signing secret of ${name}`, secret });
      },
      ({ form }) => `${id === undefined ? 'Created' : 'Saved'} ${form.name}`,
    ),
  });
}

export function useSwitchWebhook() {
  return useChange(
    key,
    async (api, { id, enabled }: Webhook) => {
      await ask(api.PATCH(one, { params: { path: { id } }, body: { enabled: !enabled } }));
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
    (api, { id }: Webhook) => ask(api.DELETE(one, { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
  );
}
