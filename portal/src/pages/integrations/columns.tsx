import { Link as FluentLink } from '@fluentui/react-components';
import { Link } from 'wouter';
import type { Integration } from '../../api/use-integration.ts';
import { statusKinds } from '../../components/access/status-kinds.ts';
import type { Column } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RefreshButton } from './refresh-button.tsx';
import { TenantName } from './tenant-name.tsx';

export const columns: readonly Column<Integration>[] = [
  {
    header: 'Vault',
    width: 'minmax(10rem, 2fr)',
    cell: ({ id, vault_name }) => (
      <Link href={`/integrations/${id}`} asChild>
        <FluentLink>{vault_name}</FluentLink>
      </Link>
    ),
  },
  { header: 'Tenant', width: 'minmax(7rem, 1fr)', cell: ({ tenant_id }) => <TenantName id={tenant_id} /> },
  {
    header: 'Status',
    width: '8rem',
    cell: ({ status }) => <StatusBadge kind={statusKinds[status]}>{status}</StatusBadge>,
  },
  {
    header: 'Cause',
    width: 'minmax(10rem, 3fr)',
    cell: ({ cause, status_detail }) => cause && (status_detail || cause),
  },
  {
    header: 'Last check',
    width: '9rem',
    cell: ({ status_last_checked_at: at }) => (at === null || at === undefined ? 'never' : <RelativeTime at={at} />),
  },
  { header: 'Actions', width: '6rem', cell: (integration) => <RefreshButton integration={integration} /> },
];
