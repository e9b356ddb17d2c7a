import { ask, useApi } from '../../../api/client.ts';
import { idOf } from '../../../api/id-of.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { useEdit } from '../../../api/use-edit.ts';
import type { Push } from '../action.ts';
import type { Address } from '../address.ts';
import { useSave } from './use-save.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/';

function fieldsOf(push?: Push) {
  return {
    name: push?.name ?? '',
    description: push?.description ?? '',
    resource: push?.resource ?? '',
    projects: push?.projects.map(idOf) ?? [],
    tags: push?.tags ?? [],
    include_secrets: push?.include_secrets ?? true,
    include_parameters: push?.include_parameters ?? false,
    coerce_parameters: push?.coerce_parameters ?? false,
    local: push?.local ?? false,
    force: push?.force ?? false,
    dry_run: push?.dry_run ?? false,
  };
}

export type PushFields = ReturnType<typeof fieldsOf>;

/** Makes a push, or changes the one of the address. */
export function useEditPush(address: Address) {
  const { integrationId, actionId } = address;
  const api = useApi();
  const path = { akvintegration_pk: integrationId };
  const onePath = { ...path, id: actionId };
  return useEdit({
    read:
      actionId === ''
        ? undefined
        : (api, signal) => askTagged(api.GET(`${collection}{id}/`, { params: { path: onePath }, signal })),
    formOf: fieldsOf,
    save: useSave<PushFields>(address, {
      create: (body) => ask(api.POST(collection, { params: { path }, body })),
      update: ({ form: body, etag }) =>
        ask(api.PATCH(`${collection}{id}/`, { params: { path: onePath, header: ifMatch(etag) }, body })),
    }),
  });
}
