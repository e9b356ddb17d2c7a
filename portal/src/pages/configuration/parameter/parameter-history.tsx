import { Body1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { environmentChoices } from '../environment-choices.ts';
import type { EnvironmentTree } from '../environment-tree.ts';
import type { useLook } from '../look.ts';
import { historyColumns } from './history-columns.tsx';
import { useHistory } from './use-history.ts';

const useStyles = makeStyles({
  place: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, flexGrow: 1 },
});

interface ParameterHistoryProps {
  /** Whose own the parameter is. */
  projectId: string;
  parameterId: string;
  tree: EnvironmentTree;
  look: ReturnType<typeof useLook>;
}

/** When the parameter's own value changed in one environment, with a way to what was so then. */
export function ParameterHistory({ projectId, parameterId, tree, look }: ParameterHistoryProps) {
  const styles = useStyles();
  const environmentId = look.environment?.id ?? '';
  const { rows, total, isLoading, error, loadMore, reload } = useHistory(projectId, parameterId, environmentId);
  return (
    <div className={styles.place}>
      <Subtitle2 as="h2">History</Subtitle2>
      <ChoiceField
        label="Environment of the history"
        choices={environmentChoices(tree)}
        value={environmentId}
        onChange={look.lookIn}
      />
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the history" /> : null}
      {!isLoading && error === null && rows.length === 0 ? (
        <Body1>The parameter never had a value of its own in this environment.</Body1>
      ) : null}
      {rows.length === 0 ? null : (
        <DataTable
          label="History"
          columns={historyColumns((since) => look.lookAt({ as_of: since }))}
          rows={rows}
          rowKey={({ since, state }) => `${since} ${state}`}
          total={total}
          onEnd={loadMore}
        />
      )}
    </div>
  );
}
