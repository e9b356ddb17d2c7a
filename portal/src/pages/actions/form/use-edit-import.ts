import { ask } from '../../../api/client.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import type { Pull } from '../action.ts';
import type { Address } from '../address.ts';
import { useEditAction } from './use-edit-action.ts';

const all = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pulls/';
const one = `${all}{id}/` as const;

function fieldsOf(pull?: Pull) {
  return {
    name: pull?.name ?? '',
    description: pull?.description ?? '',
    resource: pull?.resource ?? '',
    create_environments: pull?.create_environments ?? false,
    create_projects: pull?.create_projects ?? false,
    dry_run: pull?.dry_run ?? false,
  };
}

export type ImportFields = ReturnType<typeof fieldsOf>;

/** Makes an import, or changes the one of the address. */
export const useEditImport = (address: Address) =>
  useEditAction(address, {
    fieldsOf,
    read: (api, path, signal) => askTagged(api.GET(one, { params: { path }, signal })),
    create: (api, path, body) => ask(api.POST(all, { params: { path }, body })),
    update: (api, path, { form: body, etag }) => ask(api.PATCH(one, { params: { path, header: ifMatch(etag) }, body })),
  });
