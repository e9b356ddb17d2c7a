import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useMayAdminister } from '../../api/use-may-administer.ts';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';

/** What to do before anything can be listed. */
export function NoIntegrations() {
  const { mayAdminister, reason } = useMayAdminister();
  const add = (
    <ButtonLink href="/integrations/new" appearance="primary" icon={<AddRegular />}>
      Connect a vault
    </ButtonLink>
  );
  return (
    <EmptyState title="No vault is connected yet" action={mayAdminister ? add : <p>{reason}</p>}>
      <ol>
        <li>An administrator of the vault’s tenant signs in and consents, once for the whole tenant.</li>
        <li>You name the vault; the access is tested, and what is missing is listed with how to grant it.</li>
        <li>After the grant the vault is connected, and can be imported from and pushed to.</li>
      </ol>
    </EmptyState>
  );
}
