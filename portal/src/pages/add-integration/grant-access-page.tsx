import { Body1, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useParams } from 'wouter';
import { isGone } from '../../api/problem.ts';
import { type Integration, useIntegration } from '../../api/use-integration.ts';
import { AccessStatus } from '../../components/access/access-status.tsx';
import { PermissionMatrix } from '../../components/access/permission-matrix.tsx';
import { RemedyPanel } from '../../components/access/remedy.tsx';
import { ButtonLink } from '../../components/button-link.tsx';
import { Loading } from '../../components/loading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { Trail } from '../../components/trail.tsx';
import { Steps } from './steps.tsx';

/** The last step: what the access test of a new vault found, until it is connected. */
export function Page() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useIntegration(id);
  // Somebody may have deleted it while it was looked at.
  const integration = isGone(error) ? undefined : data?.value;
  return (
    <PageFrame
      title={integration === undefined ? 'Connect a vault' : `Connect ${integration.vault_name}`}
      trail={<Trail steps={[['Integrations', '/integrations']]} />}
    >
      <Steps at={3} />
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {integration === undefined ? (
        error === null && <Loading what="Loading the integration" />
      ) : (
        <>
          <AccessStatus integration={integration} />
          {integration.status === 'connected' ? <Connected /> : null}
          {integration.remedy === null ? null : <RemedyPanel remedy={integration.remedy} />}
          <Next integration={integration} />
          <PermissionMatrix integration={integration} />
        </>
      )}
    </PageFrame>
  );
}

function Connected() {
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>The vault is connected. Next, say what is imported from it or pushed to it.</MessageBarBody>
    </MessageBar>
  );
}

/** Where to go from here; while access is missing nothing presses. */
function Next({ integration: { id, status } }: { integration: Integration }) {
  const connected = status === 'connected';
  return (
    <>
      {connected ? null : (
        <Body1>This page can be left: the vault stays in the list, and its access is tested again and again.</Body1>
      )}
      <div>
        <ButtonLink href={`/integrations/${id}/actions`} appearance={connected ? 'primary' : 'secondary'}>
          Imports and pushes
        </ButtonLink>{' '}
        <ButtonLink href={`/integrations/${id}`}>Open the integration</ButtonLink>
      </div>
    </>
  );
}
