import { useState } from 'react';
import { useParams } from 'wouter';
import { isGone } from '../../api/problem.ts';
import { type Integration, useIntegration } from '../../api/use-integration.ts';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { Trail } from '../../components/trail.tsx';
import { IntegrationActions } from './integration-actions.tsx';
import { IntegrationView } from './integration-view.tsx';
import { Removed } from './removed.tsx';

/** One connected vault: the access to it, how it fared, and what is done with it. */
export function Page() {
  const { id = '' } = useParams();
  const [removed, setRemoved] = useState<Integration>();
  return removed === undefined ? <Present id={id} onRemoved={setRemoved} /> : <Removed integration={removed} />;
}

function Present({ id, onRemoved }: { id: string; onRemoved(integration: Integration): void }) {
  const { data: read, error, refetch } = useIntegration(id);
  // Somebody may have deleted it while it was looked at.
  const data = isGone(error) ? undefined : read;
  return (
    <PageFrame
      title={data?.value.vault_name ?? 'Integration'}
      trail={<Trail steps={[['Integrations', '/integrations']]} />}
      actions={data === undefined ? null : <IntegrationActions integration={data} onRemoved={onRemoved} />}
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading what="Loading the integration" /> : null}
      {data === undefined ? null : <IntegrationView integration={data.value} />}
    </PageFrame>
  );
}
