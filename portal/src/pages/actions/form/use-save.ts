import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Edited } from '../../../api/use-edit.ts';
import { useNotify } from '../../../components/notifications.tsx';
import type { Action } from '../action.ts';
import { type Address, actionHref, runHref } from '../address.ts';

interface Calls<Fields> {
  create(fields: Fields): Promise<Action>;
  update(edited: Edited<Fields>): Promise<unknown>;
}

/** Saves an action: a new one begins to run, which is gone to; after a change its own page is. */
export function useSave<Fields extends { name: string }>(address: Address, { create, update }: Calls<Fields>) {
  const queries = useQueryClient();
  const notify = useNotify();
  const [, navigate] = useLocation();
  const { integrationId, kind, actionId } = address;
  return useMutation({
    mutationFn: async (edited: Edited<Fields>) => (actionId === '' ? create(edited.form) : void (await update(edited))),
    async onSuccess(made, { form: { name } }) {
      await queries.invalidateQueries({ queryKey: ['actions', integrationId, kind] });
      if (made?.latest_task) {
        navigate(runHref({ ...address, actionId: made.id, taskId: made.latest_task.id }));
      } else {
        notify.success(`${name} is saved`);
        navigate(actionHref({ ...address, actionId: made?.id ?? actionId }));
      }
    },
  });
}
