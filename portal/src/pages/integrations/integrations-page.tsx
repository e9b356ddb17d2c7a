import { Body1, Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useQueryClient } from '@tanstack/react-query';
import { integrationsKey } from '../../api/use-integration.ts';
import { useMayAdminister } from '../../api/use-may-administer.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { columns } from './columns.tsx';
import { NoIntegrations } from './no-integrations.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useIntegrations } from './use-integrations.ts';
import { selectsAll, useSelection } from './use-selection.ts';

/** All vaults of the organization, with the state of the access to each. */
export function Page() {
  const [selection, select] = useSelection();
  const { rows, total, isLoading, error, loadMore, reload } = useIntegrations(selection);
  const { mayAdminister } = useMayAdminister();
  const queries = useQueryClient();
  const reloadAll = () => void queries.invalidateQueries({ queryKey: integrationsKey });
  const isEmpty = !isLoading && error === null && rows.length === 0;
  return (
    <PageFrame
      title="Integrations"
      actions={
        <>
          <Button icon={<ArrowClockwiseRegular />} onClick={reloadAll}>
            Reload
          </Button>
          {mayAdminister ? (
            <ButtonLink href="/integrations/new" appearance="primary" icon={<AddRegular />}>
              Add
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isEmpty && selectsAll(selection) ? <NoIntegrations /> : <SelectionBar selection={selection} onChange={select} />}
      {isLoading ? <Loading what="Loading the integrations" /> : null}
      {isEmpty && !selectsAll(selection) ? <Body1>No vault is like this.</Body1> : null}
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
