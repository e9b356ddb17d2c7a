import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { useSettled } from '../../../components/use-settled.ts';
import type { Address } from '../address.ts';
import type { PushFields } from './use-edit-push.ts';

export type PreviewedSecret = Schemas['PreviewedSecret'];

/** How long nothing is typed or chosen before the service is asked, in milliseconds. */
const pause = 500;

/** What a push of these fields would be about. Nothing is asked while there is no pattern or no project yet. */
export function usePushPreview({ integrationId, actionId }: Address, form: PushFields) {
  const api = useApi();
  const { description: _about, dry_run: _plans, force: _forced, ...fields } = form;
  const body = { ...fields, ...(actionId && { push: actionId }) };
  const wish = JSON.stringify(body);
  const settled = useSettled(wish, pause);
  return useQuery({
    queryKey: ['actions', integrationId, 'preview', wish],
    queryFn: ({ signal }) =>
      ask(
        api.POST('/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/preview/', {
          params: { path: { akvintegration_pk: integrationId } },
          body,
          signal,
        }),
      ),
    enabled: body.resource.trim() !== '' && body.projects.length > 0 && settled === wish,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}

export type Preview = ReturnType<typeof usePushPreview>;
