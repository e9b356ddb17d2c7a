import { Body1, Button } from '@fluentui/react-components';
import { ask, useApi } from '../../api/client.ts';
import { integrationKey } from '../../api/use-integration.ts';
import { usePages } from '../../api/use-pages.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';

/** How many are shown at first, and added each time. */
const few = 20;

/** Imported secrets of the vault that expire soon, or have. */
export function ExpiringSecrets({ id }: { id: string }) {
  const api = useApi();
  const { rows, total, isLoading, error, loadMore, reload } = usePages(
    [...integrationKey(id), 'expiring'],
    (page, signal) =>
      ask(
        api.GET('/api/v1/integrations/azure/key_vault/{id}/expiring/', {
          params: { path: { id }, query: { page, page_size: few } },
          signal,
        }),
      ),
  );
  return (
    <Panel title="Expiring secrets">
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {!isLoading && error === null && rows.length === 0 ? <Body1>No imported secret expires soon.</Body1> : null}
      {rows.length === 0 ? null : (
        <PlainTable
          label="Expiring secrets"
          headers={['Secret', 'State', 'Expires']}
          rows={rows.map(({ name, expires_at, expired }) => ({
            key: name,
            cells: [
              name,
              <StatusBadge key="state" kind={expired ? 'bad' : 'attention'}>
                {expired ? 'expired' : 'expires soon'}
              </StatusBadge>,
              <RelativeTime key="at" at={expires_at} />,
            ],
          }))}
        />
      )}
      {rows.length < total ? (
        <div>
          <Button onClick={loadMore}>Show more</Button>
        </div>
      ) : null}
    </Panel>
  );
}
