import { Subtitle1 } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useMayChange } from '../../../api/use-may-change.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { type Action, words } from '../action.ts';
import { ActionTrail } from '../action-trail.tsx';
import { type Address, actionHref, useAddress } from '../address.ts';
import { RunButtons } from '../run-buttons.tsx';
import { useAction } from '../use-action.ts';
import { DeleteButton } from './delete-button.tsx';
import { runColumns } from './run-columns.tsx';
import { Settings } from './settings.tsx';
import { useRuns } from './use-runs.ts';

/** One import or push: what it is set to, and its runs. */
export function Page() {
  const address = useAddress();
  const { data: action, error, isPending, refetch } = useAction(address);
  const { One, one } = words[address.kind];
  return (
    <PageFrame
      title={action === undefined ? One : `${One} ${action.name}`}
      trail={<ActionTrail address={address} below="actions" />}
      actions={action && <Commands address={address} action={action} />}
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {isPending ? <Loading what={`Loading the ${one}`} /> : null}
      {action === undefined ? null : (
        <>
          <Settings action={action} />
          <Runs address={address} />
        </>
      )}
    </PageFrame>
  );
}

function Commands({ address, action }: { address: Address; action: Action }) {
  if (!useMayChange().mayChange) return null;
  return (
    <>
      <RunButtons integrationId={address.integrationId} kind={address.kind} action={action} />
      <ButtonLink href={`${actionHref(address)}/edit`} icon={<EditRegular />}>
        Edit
      </ButtonLink>
      <DeleteButton address={address} action={action} />
    </>
  );
}

function Runs({ address }: { address: Address }) {
  const { rows, total, isLoading, error, loadMore, reload } = useRuns(address);
  return (
    <>
      <Subtitle1 as="h2">Runs</Subtitle1>
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the runs" /> : null}
      {!isLoading && error === null && rows.length === 0 ? (
        <EmptyState title="It has not run yet">Begin with a dry run: it shows what a run would do.</EmptyState>
      ) : null}
      {rows.length === 0 ? null : (
        <DataTable
          label="Runs"
          columns={runColumns(address)}
          rows={rows}
          rowKey={({ id }) => id}
          total={total}
          onEnd={loadMore}
        />
      )}
    </>
  );
}
