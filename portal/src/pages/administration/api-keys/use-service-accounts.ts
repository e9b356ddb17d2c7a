import { ask, useApi } from '../../../api/client.ts';
import type { Schemas } from '../../../api/schema.ts';
import { useChange } from '../../../api/use-change.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';

export type ServiceAccount = Schemas['ServiceAccount'];

const key = ['service-accounts'];

export function useServiceAccounts() {
  const api = useApi();
  return usePages<ServiceAccount>(key, (page, signal) => {
    const query = { page, page_size: pageSize, ordering: 'name' };
    return ask(api.GET('/api/v1/serviceaccounts/', { params: { query }, signal }));
  });
}

interface AccountForm {
  name: string;
  description: string;
  role: string;
}

/** Makes an account. Its key goes to `onKey` and is kept nowhere else. */
export function useNewServiceAccount(onKey: (key: ShownOnce) => void) {
  return useEdit({
    formOf: (): AccountForm => ({ name: '', description: '', role: 'VIEWER' }),
    save: useChange(
      key,
      async (api, { form: body }: Edited<AccountForm>) => {
        const { apikey } = await ask(api.POST('/api/v1/serviceaccounts/', { body }));
        onKey({ what: `the key of ${body.name}`, secret: apikey });
      },
      ({ form }) => `Created ${form.name}`,
    ),
  });
}

export interface NewKey {
  account: ServiceAccount;
  /** ISO 8601; null: never. */
  expiresAt: string | null;
}

/** Gives an account one more key. The key goes to `onKey` and is kept nowhere else. */
export function useAddKey(onKey: (key: ShownOnce) => void) {
  return useChange(
    key,
    async (api, { account: { id, user }, expiresAt }: NewKey) => {
      const { apikey } = await ask(
        api.POST('/api/v1/serviceaccounts/{id}/keys/', { params: { path: { id } }, body: { expire_at: expiresAt } }),
      );
      onKey({ what: `the new key of ${user.name}`, secret: apikey });
    },
    ({ account }) => `Added a key of ${account.user.name}`,
  );
}

/** Revokes one key of an account, by what is before its dot. */
export function useRevokeKey() {
  return useChange(
    key,
    (api, { account: { id }, prefix }: { account: ServiceAccount; prefix: string }) =>
      ask(api.DELETE('/api/v1/serviceaccounts/{id}/keys/{prefix}/', { params: { path: { id, prefix } } })),
    ({ prefix }) => `Revoked ${prefix}`,
  );
}

/** Gives an account a new key in the place of all that it has. The key goes to `onKey` and is kept nowhere else. */
export function useReplaceKeys(onKey: (key: ShownOnce) => void) {
  return useChange(
    key,
    async (api, { account: { id, user }, expiresAt }: NewKey) => {
      const { apikey } = await ask(
        api.POST('/api/v1/serviceaccounts/{id}/rekey/', { params: { path: { id } }, body: { expire_at: expiresAt } }),
      );
      onKey({ what: `the new key of ${user.name}`, secret: apikey });
    },
    ({ account }) => `Replaced the keys of ${account.user.name}`,
  );
}

export function useDeleteServiceAccount() {
  return useChange(
    key,
    (api, { id }: ServiceAccount) => ask(api.DELETE('/api/v1/serviceaccounts/{id}/', { params: { path: { id } } })),
    ({ user }) => `Deleted ${user.name}`,
  );
}
