import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { environmentChoices } from '../environment-choices.ts';
import type { EnvironmentTree } from '../environment-tree.ts';
import { lookQuery, type useLook } from '../look.ts';
import { MomentField } from '../moment-field.tsx';
import { ParameterDialog } from '../parameter-dialog.tsx';
import { useDeleteParameter } from '../use-parameter-changes.ts';
import type { Project } from '../use-projects.ts';
import { useRights } from '../use-rights.ts';
import { parameterColumns } from './parameter-columns.tsx';
import { type Parameter, type ParameterSearch, useParameters } from './use-parameters.ts';

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
});

interface ParameterListProps {
  projectId: string;
  projects: readonly Project[];
  tree: EnvironmentTree;
  look: ReturnType<typeof useLook>;
}

export function ParameterList({ projectId, projects, tree, look }: ParameterListProps) {
  const styles = useStyles();
  const { mayChange } = useRights();
  const [contains, setContains] = useState('');
  const [kind, setKind] = useState<ParameterSearch['kind']>('all');
  const [edited, setEdited] = useState<Parameter>();
  const [deleted, setDeleted] = useState<Parameter>();
  const remove = useDeleteParameter(projectId);
  const environmentId = look.environment?.id ?? '';
  const { moment } = look;
  const list = useParameters(projectId, { environmentId, moment, contains, kind });
  const { rows, total, isLoading, error, loadMore, reload } = list;
  const filtered = contains !== '' || kind !== 'all';
  const nothing = !isLoading && error === null && rows.length === 0;
  const columns = parameterColumns({
    projectId,
    look: lookQuery(environmentId, moment),
    nameOf: (id) => projects.find((project) => project.id === id)?.name ?? '',
    // What is looked at is not what would be changed.
    mayChange: mayChange && moment.tag === undefined && moment.as_of === undefined,
    onEdit: setEdited,
    onDelete: setDeleted,
  });
  return (
    <>
      <div className={styles.filters}>
        <ChoiceField
          label="Environment"
          choices={environmentChoices(tree)}
          value={environmentId}
          onChange={look.lookIn}
        />
        <MomentField key={environmentId} environmentId={environmentId} moment={moment} onChange={look.lookAt} />
        <SearchField label="Search by name" value={contains} onSearch={setContains} />
        <ChoiceField
          label="Kind"
          choices={[
            { value: 'all', label: 'All' },
            { value: 'secret', label: 'Secrets' },
            { value: 'plain', label: 'Plain' },
          ]}
          value={kind}
          onChange={(value) => setKind(value as ParameterSearch['kind'])}
        />
        <Button icon={<ArrowClockwiseRegular />} onClick={reload}>
          Reload
        </Button>
      </div>
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the parameters" /> : null}
      {nothing && filtered ? <Body1 role="status">No parameter fits the search.</Body1> : null}
      {nothing && !filtered ? (
        <EmptyState title="The project sees no parameter yet">
          <p>Create one and set its values, import some from a vault, or let the project depend on another one.</p>
        </EmptyState>
      ) : null}
      {rows.length === 0 ? null : (
        <>
          <Body1>{total === 1 ? '1 parameter' : `${total} parameters`}</Body1>
          <DataTable
            label="Parameters"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            total={total}
            onEnd={loadMore}
          />
        </>
      )}
      {edited === undefined ? null : (
        <ParameterDialog projectId={projectId} parameter={edited} onClose={() => setEdited(undefined)} />
      )}
      <DeleteDialog item={deleted} name={({ name }) => name} change={remove} onClose={() => setDeleted(undefined)}>
        All its values and their history go with it.
      </DeleteDialog>
    </>
  );
}
