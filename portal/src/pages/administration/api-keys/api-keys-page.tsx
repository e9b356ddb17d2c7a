import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { useMayAdminister } from '../../../api/use-may-administer.ts';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ListView } from '../list-view.tsx';
import { OnlyAdministrators } from '../only-administrators.tsx';
import { ReloadButton } from '../reload-button.tsx';
import { type ShownOnce, ShownOnceDialog } from '../shown-once-dialog.tsx';
import { accountColumns } from './account-columns.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { type ServiceAccount, useDeleteServiceAccount, useServiceAccounts } from './use-service-accounts.ts';

/** The accounts of machines, and the keys by which they call the API. */
export function Page() {
  const { mayAdminister } = useMayAdminister();
  const list = useServiceAccounts();
  const remove = useDeleteServiceAccount();
  const [creating, setCreating] = useState(false);
  const [openedId, setOpenedId] = useState<string>();
  const [deleted, setDeleted] = useState<ServiceAccount>();
  const [issued, setIssued] = useState<ShownOnce>();
  const opened = list.rows.find(({ id }) => id === openedId);
  return (
    <PageFrame
      title="API keys"
      actions={
        <>
          {mayAdminister ? (
            <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
              New service account
            </Button>
          ) : null}
          <ReloadButton onClick={list.reload} />
        </>
      }
    >
      <OnlyAdministrators />
      <ListView
        label="Service accounts"
        nouns={['service account', 'service accounts']}
        list={list}
        columns={accountColumns({
          onOpen: ({ id }) => setOpenedId(id),
          onDelete: mayAdminister ? setDeleted : undefined,
        })}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No machine has a key yet">
            <p>
              A service account is a user for a pipeline or a program: create one with the role it needs, and give it
              the key.
            </p>
          </EmptyState>
        }
      />
      {creating ? <CreateDialog onIssued={setIssued} onClose={() => setCreating(false)} /> : null}
      {opened === undefined || issued !== undefined ? null : (
        <KeysDialog account={opened} onIssued={setIssued} onClose={() => setOpenedId(undefined)} />
      )}
      <DeleteDialog
        item={deleted}
        name={({ user }) => user.name ?? ''}
        change={remove}
        onClose={() => setDeleted(undefined)}
      >
        Its keys open nothing any more, at once; what uses them stops working. What it did stays in the audit.
      </DeleteDialog>
      <ShownOnceDialog shown={issued} onClose={() => setIssued(undefined)}>
        It goes into the header of each request: <code>Authorization: Api-Key …</code>
      </ShownOnceDialog>
    </PageFrame>
  );
}
