import type { Column } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { RefreshButton } from './refresh-button.tsx';
import { statusKinds } from './status-kinds.ts';
import type { Integration } from './use-integrations.ts';

export const columns: readonly Column<Integration>[] = [
  { header: 'Vault', width: 'minmax(10rem, 2fr)', cell: ({ vault_name }) => vault_name },
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
