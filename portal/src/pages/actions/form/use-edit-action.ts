import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { type Api, useApi } from '../../../api/client.ts';
import type { Tagged } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { useNotify } from '../../../components/notifications.tsx';
import type { Action } from '../action.ts';
import { type Address, actionHref, runHref } from '../address.ts';

/** Where the actions of a vault are in the API, and where one of them is. */
interface Place {
  all: { akvintegration_pk: string };
  one: { akvintegration_pk: string; id: string };
}

/** What the kinds do in their own ways. */
interface Kind<Value, Fields> {
  fieldsOf(action?: Value): Fields;
  read(api: Api, path: Place['one'], signal: AbortSignal): Promise<Tagged<Value>>;
  create(api: Api, path: Place['all'], fields: Fields): Promise<Action>;
  update(api: Api, path: Place['one'], edited: Edited<Fields>): Promise<unknown>;
}

/** Makes an action, or changes the one of the address: a new one begins to run, which is gone to; after a change its own page is. */
export function useEditAction<Value extends Action, Fields extends { name: string }>(
  address: Address,
  kind: Kind<Value, Fields>,
) {
  const api = useApi();
  const queries = useQueryClient();
  const notify = useNotify();
  const [, navigate] = useLocation();
  const { integrationId, actionId } = address;
  const all = { akvintegration_pk: integrationId };
  const one = { ...all, id: actionId };
  const save = useMutation({
    mutationFn: async (edited: Edited<Fields>) =>
      actionId === '' ? kind.create(api, all, edited.form) : void (await kind.update(api, one, edited)),
    async onSuccess(made, { form: { name } }) {
      await queries.invalidateQueries({ queryKey: ['actions', integrationId, address.kind] });
      if (made?.latest_task) {
        navigate(runHref({ ...address, actionId: made.id, taskId: made.latest_task.id }));
      } else {
        notify.success(`${name} is saved`);
        navigate(actionHref({ ...address, actionId: made?.id ?? actionId }));
      }
    },
  });
  return useEdit({
    read: actionId === '' ? undefined : (_api, signal) => kind.read(api, one, signal),
    formOf: kind.fieldsOf,
    save,
  });
}
