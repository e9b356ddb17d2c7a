import { Link } from '@fluentui/react-components';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { objectTypeName } from './object-type-name.ts';
import type { AuditEntry } from './use-audit.ts';

export function auditColumns(onOpen: (entry: AuditEntry) => void): Column<AuditEntry>[] {
  return [
    { header: 'When', width: '9rem', cell: ({ timestamp }) => <RelativeTime at={timestamp} /> },
    { header: 'Who', width: 'minmax(8rem, 1fr)', cell: ({ user }) => user.name ?? user.id },
    { header: 'Action', width: '6rem', cell: ({ action }) => action },
    { header: 'Kind', width: 'minmax(8rem, 1fr)', cell: ({ object_type }) => objectTypeName(object_type) },
    {
      header: 'What',
      width: 'minmax(10rem, 2fr)',
      cell: (entry) => (
        <Link as="button" onClick={() => onOpen(entry)}>
          {entry.object_name || entry.object_id || 'Details'}
        </Link>
      ),
    },
  ];
}
