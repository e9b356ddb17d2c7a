import { ask, useApi } from '../../../api/client.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { isMapped, type Pull } from '../action.ts';
import type { Address } from '../address.ts';
import { useSave } from './use-save.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/';

function fieldsOf(pull?: Pull) {
  return {
    name: pull?.name ?? '',
    description: pull?.description ?? '',
    resource: pull?.resource ?? '',
    create_environments: pull?.create_environments ?? false,
    create_projects: pull?.create_projects ?? false,
    dry_run: pull?.dry_run ?? false,
    /** The one of mapped values, which has no pattern. */
    mapped: pull !== undefined && isMapped(pull),
  };
}

export type ImportFields = ReturnType<typeof fieldsOf>;

/** Makes an import, or changes the one of the address. */
export function useEditImport(address: Address) {
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
    save: useSave<ImportFields>(address, {
      create: ({ mapped: _never, ...body }) => ask(api.POST(collection, { params: { path }, body })),
      update({ form: { mapped, resource, ...others }, etag }: Edited<ImportFields>) {
        const body = mapped ? others : { ...others, resource };
        return ask(api.PATCH(`${collection}{id}/`, { params: { path: onePath, header: ifMatch(etag) }, body }));
      },
    }),
  });
}
