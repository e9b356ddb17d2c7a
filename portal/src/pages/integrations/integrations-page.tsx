import { Body1, Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { DataTable } from '../../components/data-table.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { columns } from './columns.tsx';
import { NoIntegrations } from './no-integrations.tsx';
import { useIntegrations } from './use-integrations.ts';

/** All vaults of the organization, with the state of the access to each. */
export function Page() {
  const { rows, total, isLoading, error, loadMore, reload } = useIntegrations();
  return (
    <PageFrame
      title="Integrations"
      actions={
        <Button icon={<ArrowClockwiseRegular />} onClick={reload}>
          Reload
        </Button>
      }
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the integrations" /> : null}
      {!isLoading && error === null && rows.length === 0 ? <NoIntegrations /> : null}
      {rows.length === 0 ? null : (
        <>
          <Body1>{total === 1 ? '1 vault' : `${total} vaults`}</Body1>
          <DataTable
            label="Integrations"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            total={total}
            onEnd={loadMore}
          />
        </>
      )}
    </PageFrame>
  );
}
