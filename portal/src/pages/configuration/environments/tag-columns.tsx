import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { RowActions } from '../../../components/row-actions.tsx';
import type { Tag } from '../use-tags.ts';

interface TagColumns {
  mayChange: boolean;
  onEdit(tag: Tag): void;
  onDelete(tag: Tag): void;
}

export function tagColumns({ mayChange, onEdit, onDelete }: TagColumns): Column<Tag>[] {
  const columns: Column<Tag>[] = [
    { header: 'Name', width: 'minmax(8rem, 1fr)', cell: ({ name }) => name },
    { header: 'Description', width: 'minmax(8rem, 2fr)', cell: ({ description }) => description },
    { header: 'Point in time', width: '9rem', cell: ({ timestamp }) => <RelativeTime at={timestamp} /> },
    { header: 'Pushes', width: '4rem', cell: ({ push_urls }) => push_urls.length },
  ];
  const actions: Column<Tag> = {
    header: 'Actions',
    width: '6rem',
    cell: (tag) => <RowActions name={tag.name} onEdit={() => onEdit(tag)} onDelete={() => onDelete(tag)} />,
  };
  return mayChange ? [...columns, actions] : columns;
}
