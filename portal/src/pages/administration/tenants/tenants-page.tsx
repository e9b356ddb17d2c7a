import { useState } from 'react';
import { useMayAdminister } from '../../../api/use-may-administer.ts';
import { type Tenant, useTenants } from '../../../api/use-tenants.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ListView } from '../list-view.tsx';
import { OnlyAdministrators } from '../only-administrators.tsx';
import { ReloadButton } from '../reload-button.tsx';
import { tenantColumns } from './tenant-columns.tsx';
import { UnlinkDialog } from './unlink-dialog.tsx';

/** The tenants whose vaults the organization may connect. */
export function Page() {
  const { mayAdminister } = useMayAdminister();
  const list = useTenants();
  const [unlinked, setUnlinked] = useState<Tenant>();
  return (
    <PageFrame title="Linked tenants" actions={<ReloadButton onClick={list.reload} />}>
      <OnlyAdministrators />
      <ListView
        label="Linked tenants"
        nouns={['tenant', 'tenants']}
        list={list}
        columns={tenantColumns(mayAdminister ? setUnlinked : undefined)}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title="No tenant is linked yet"
            action={
              mayAdminister ? (
                <ButtonLink href="/integrations/new" appearance="primary">
                  Connect a vault
                </ButtonLink>
              ) : null
            }
          >
            <p>
              A tenant is linked when an administrator of it consents, which is the first step of connecting a vault.
            </p>
          </EmptyState>
        }
      />
      {unlinked === undefined ? null : <UnlinkDialog tenant={unlinked} onClose={() => setUnlinked(undefined)} />}
    </PageFrame>
  );
}
