import { Body1 } from '@fluentui/react-components';
import { useIntegration } from '../../../api/use-integration.ts';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ActionTrail } from '../action-trail.tsx';
import { useAddress } from '../address.ts';
import { ActionList } from './action-list.tsx';

/** What one vault is imported from and pushed to by, with how the latest runs went. */
export function Page() {
  const address = useAddress();
  const { integrationId } = address;
  const vault = useIntegration(integrationId).data?.value;
  const readOnly = vault?.writable === false ? 'This vault is connected for reading only.' : undefined;
  return (
    <PageFrame
      title={vault === undefined ? 'Imports and pushes' : `Imports and pushes of ${vault.vault_name}`}
      trail={<ActionTrail address={address} below="vault" />}
    >
      <ActionList integrationId={integrationId} kind="pull" title="Imports">
        <Body1>
          An import reads the secrets whose names match its pattern, and stores their values as parameters of your
          projects. You see what it is about while you write the pattern.
        </Body1>
      </ActionList>
      <ActionList integrationId={integrationId} kind="push" title="Pushes" obstacle={readOnly}>
        <Body1>
          A push writes the values of your projects to this vault, as secrets that its pattern names. Begin with a dry
          run to see what it would do.
        </Body1>
      </ActionList>
    </PageFrame>
  );
}
