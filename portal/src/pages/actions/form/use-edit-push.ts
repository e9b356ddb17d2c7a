import { ask } from '../../../api/client.ts';
import { idOf } from '../../../api/id-of.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import type { Push } from '../action.ts';
import type { Address } from '../address.ts';
import { useEditAction } from './use-edit-action.ts';

const all = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/';
const one = `${all}{id}/` as const;

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
export const useEditPush = (address: Address) =>
  useEditAction(address, {
    fieldsOf,
    read: (api, path, signal) => askTagged(api.GET(one, { params: { path }, signal })),
    create: (api, path, body) => ask(api.POST(all, { params: { path }, body })),
    update: (api, path, { form: body, etag }) => ask(api.PATCH(one, { params: { path, header: ifMatch(etag) }, body })),
  });
