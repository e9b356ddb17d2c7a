import { idOf } from '../../../api/id-of.ts';
import type { Column } from '../../../components/data-table.tsx';
import { RowActions } from '../../../components/row-actions.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import { ShownValue } from '../shown-value.tsx';
import { sourceOf } from '../source-of.ts';
import type { Parameter } from './use-parameters.ts';

interface ParameterColumns {
  projectId: string;
  /** What links to a parameter take along: where and when it is looked at. */
  look: string;
  /** The name of the project with this id. */
  nameOf(id: string): string;
  mayChange: boolean;
  onEdit(parameter: Parameter): void;
  onDelete(parameter: Parameter): void;
}

export function parameterColumns(options: ParameterColumns): Column<Parameter>[] {
  const { projectId, look, nameOf, mayChange, onEdit, onDelete } = options;
  const columns: Column<Parameter>[] = [
    {
      header: 'Name',
      width: 'minmax(10rem, 2fr)',
      cell: ({ id, name }) => <TextLink href={`/projects/${projectId}/parameters/${id}${look}`}>{name}</TextLink>,
    },
    {
      header: 'Value',
      width: 'minmax(8rem, 2fr)',
      cell: ({ values_flat: [value] }) => <ShownValue value={value} />,
    },
    {
      header: 'Source',
      width: 'minmax(8rem, 1fr)',
      cell: ({ values_flat: [value] }) => value && sourceOf(value, projectId, nameOf),
    },
    { header: 'Kind', width: '5rem', cell: ({ secret }) => (secret ? 'secret' : 'plain') },
    { header: 'Type', width: '7rem', cell: ({ type }) => type },
  ];
  const actions: Column<Parameter> = {
    header: 'Actions',
    width: '7rem',
    cell: (parameter) =>
      idOf(parameter.project) === projectId ? (
        <RowActions name={parameter.name} onEdit={() => onEdit(parameter)} onDelete={() => onDelete(parameter)} />
      ) : (
        `in ${parameter.project_name}`
      ),
  };
  return mayChange ? [...columns, actions] : columns;
}
