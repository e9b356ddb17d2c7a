import { idOf } from '../../../api/id-of.ts';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { RowActions } from '../../../components/row-actions.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import type { Project } from '../use-projects.ts';

interface ProjectColumns {
  /** The name of the project with this id. */
  nameOf(id: string): string;
  mayChange: boolean;
  onEdit(project: Project): void;
  onDelete(project: Project): void;
}

export function projectColumns({ nameOf, mayChange, onEdit, onDelete }: ProjectColumns): Column<Project>[] {
  const columns: Column<Project>[] = [
    {
      header: 'Name',
      width: 'minmax(10rem, 2fr)',
      cell: ({ id, name }) => <TextLink href={`/projects/${id}`}>{name}</TextLink>,
    },
    { header: 'Description', width: 'minmax(10rem, 3fr)', cell: ({ description }) => description },
    {
      header: 'Depends on',
      width: 'minmax(8rem, 1fr)',
      cell: ({ depends_on: on }) => on && <TextLink href={`/projects/${idOf(on)}`}>{nameOf(idOf(on))}</TextLink>,
    },
    { header: 'Changed', width: '9rem', cell: ({ modified_at: at }) => at && <RelativeTime at={at} /> },
  ];
  const actions: Column<Project> = {
    header: 'Actions',
    width: '6rem',
    cell: (project) => (
      <RowActions name={project.name} onEdit={() => onEdit(project)} onDelete={() => onDelete(project)} />
    ),
  };
  return mayChange ? [...columns, actions] : columns;
}
