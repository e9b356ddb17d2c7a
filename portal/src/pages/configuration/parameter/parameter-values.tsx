import { useState } from 'react';
import type { Schemas } from '../../../api/schema.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import type { EnvironmentTree } from '../environment-tree.ts';
import { projectOf } from '../source-of.ts';
import { useRights } from '../use-rights.ts';
import type { ParameterPlace, Value } from './use-parameter.ts';
import { useRemoveValue } from './use-value-changes.ts';
import { type ValueRow, valueColumns } from './value-columns.tsx';
import { ValueDialog } from './value-dialog.tsx';

interface ParameterValuesProps {
  place: ParameterPlace;
  parameter: Schemas['Parameter'];
  tree: EnvironmentTree;
  nameOf(id: string): string;
  /** It is the project's own, and looked at as it is now. */
  changeable: boolean;
}

/** What a parameter is in each environment, and where that comes from. */
export function ParameterValues({ place, parameter, tree, nameOf, changeable }: ParameterValuesProps) {
  const { mayChange, mayReveal } = useRights();
  const [set, setSet] = useState<ValueRow>();
  const [removed, setRemoved] = useState<Value>();
  const remove = useRemoveValue(place);
  const values = new Map(parameter.values_flat.map((value) => [value.active_environment_id, value]));
  const rows = tree.all
    .filter(({ environment }) => [undefined, environment.id].includes(place.tagEnvironmentId))
    .map((node): ValueRow => {
      const value = values.get(node.environment.id);
      const own = value?.environment_id === node.environment.id && projectOf(value.parameter) === place.projectId;
      return { node, value, own: own ? value : undefined };
    });
  return (
    <>
      <DataTable
        label="Values"
        columns={valueColumns({
          place,
          nameOf,
          mayReveal,
          mayChange: mayChange && changeable,
          onSet: setSet,
          onRemove: setRemoved,
        })}
        rows={rows}
        rowKey={({ node }) => node.environment.id}
        total={rows.length}
      />
      {set === undefined ? null : (
        <ValueDialog
          projectId={place.projectId}
          parameter={parameter}
          environment={set.node.environment}
          replaced={set.own}
          onClose={() => setSet(undefined)}
        />
      )}
      <DeleteDialog
        item={removed}
        name={({ environment_name }) => `the value in ${environment_name}`}
        change={remove}
        onClose={() => setRemoved(undefined)}
      >
        What is inherited there counts again. The history keeps the value.
      </DeleteDialog>
    </>
  );
}
