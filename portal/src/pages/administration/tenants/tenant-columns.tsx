import { Button } from '@fluentui/react-components';
import type { Tenant } from '../../../api/use-tenants.ts';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { VaultCount } from './vault-count.tsx';

/** `onUnlink`: absent where it is not offered. */
export function tenantColumns(onUnlink: ((tenant: Tenant) => void) | undefined): Column<Tenant>[] {
  const columns: Column<Tenant>[] = [
    { header: 'Tenant', width: 'minmax(10rem, 2fr)', cell: ({ name }) => name },
    { header: 'Tenant id', width: 'minmax(10rem, 2fr)', cell: ({ tenant_id }) => tenant_id },
    { header: 'Vaults', width: '5rem', cell: ({ tenant_id }) => <VaultCount tenantId={tenant_id} /> },
    { header: 'Linked by', width: 'minmax(8rem, 1fr)', cell: ({ linked_by }) => linked_by },
    { header: 'Signed in as', width: 'minmax(8rem, 1fr)', cell: ({ signed_in_as }) => signed_in_as },
    { header: 'Linked', width: '8rem', cell: ({ linked_at }) => <RelativeTime at={linked_at} /> },
  ];
  if (onUnlink === undefined) return columns;
  const cell = (tenant: Tenant) => (
    <Button appearance="subtle" aria-label={`Unlink ${tenant.name}`} onClick={() => onUnlink(tenant)}>
      Unlink
    </Button>
  );
  return [...columns, { header: 'Actions', width: '6rem', cell }];
}
