import { Body1, makeStyles, SearchBox, Select, Subtitle1, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useMayChange } from '../../../api/use-may-change.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useSettled } from '../../../components/use-settled.ts';
import type { Step, Task } from '../action.ts';
import type { Address } from '../address.ts';
import { stepColumns } from './step-columns.tsx';
import { type Group, groups, StepGroups } from './step-groups.tsx';
import { StepValues } from './step-values.tsx';
import { useSteps } from './use-steps.ts';

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type Success = '' | 'true' | 'false';

/** What a run did, or what a dry run would do: in groups, as a diff is read, and as many steps as there are. */
export function Steps({ address, task }: { address: Address; task: Task }) {
  const styles = useStyles();
  const [group, setGroup] = useState<Group>();
  const [success, setSuccess] = useState<Success>('');
  const [text, setText] = useState('');
  const [compared, setCompared] = useState<Step>();
  const { mayChange } = useMayChange();
  const name = useSettled(text.trim(), 300);
  // Of a plan the first group that has something is what people came for.
  const chosen = group ?? ((task.dry_run && groups.find((each) => task.counts[each] > 0)) || 'all');
  const { rows, total, isLoading, error, loadMore, reload } = useSteps(address, task, {
    counted_as: chosen === 'all' ? undefined : chosen,
    success: success === '' ? undefined : success === 'true',
    venue_name__icontains: name === '' ? undefined : name,
  });
  return (
    <>
      <Subtitle1 as="h2">{task.dry_run ? 'What it would do' : 'Steps'}</Subtitle1>
      <StepGroups counts={task.counts} chosen={chosen} onChoose={setGroup} />
      <div className={styles.filters}>
        <SearchBox
          aria-label="Part of the secret’s name"
          placeholder="Part of the secret’s name"
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <Select
          aria-label="How it came out"
          value={success}
          onChange={(_event, { value }) => setSuccess(value as Success)}
        >
          <option value="">Whatever came of it</option>
          <option value="true">Succeeded</option>
          <option value="false">Did not succeed</option>
        </Select>
        <Body1 role="status">
          {isLoading ? '' : `${total === 1 ? '1 step' : `${total} steps`}; ${task.counts.unchanged} unchanged`}
        </Body1>
      </div>
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the steps" /> : null}
      {rows.length === 0 ? null : (
        <DataTable
          label="Steps"
          columns={stepColumns({
            planned: task.dry_run === true && task.state === 'success',
            onCompare: mayChange ? setCompared : undefined,
          })}
          rows={rows}
          rowKey={({ id }) => id}
          total={total}
          onEnd={loadMore}
        />
      )}
      {compared === undefined ? null : (
        <StepValues address={address} step={compared} onClose={() => setCompared(undefined)} />
      )}
    </>
  );
}
