import { ButtonLink } from '../../../components/button-link.tsx';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { auditAddress } from '../audit/audit-filter.ts';
import type { User } from './use-users.ts';

export const userColumns: readonly Column<User>[] = [
  { header: 'Name', width: 'minmax(10rem, 2fr)', cell: ({ id, name }) => name ?? id },
  { header: 'Type', width: '9rem', cell: ({ type }) => (type === 'service' ? 'service account' : 'person') },
  { header: 'Role', width: '8rem', cell: ({ role }) => role },
  { header: 'Since', width: '9rem', cell: ({ created_at }) => <RelativeTime at={created_at} /> },
  {
    header: 'Changes',
    width: '8rem',
    cell: ({ id }) => (
      <ButtonLink appearance="subtle" href={auditAddress({ user_id: id })}>
        Audit
      </ButtonLink>
    ),
  },
];
