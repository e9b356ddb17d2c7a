import { useIntegration } from '../../api/use-integration.ts';
import { Trail } from '../../components/trail.tsx';
import { words } from './action.ts';
import { type Address, actionHref, actionsHref } from './address.ts';
import { useAction } from './use-action.ts';

interface ActionTrailProps {
  address: Address;
  /** What the page is right below of. */
  below: 'vault' | 'actions' | 'action';
}

/** The way to a page of a vault's imports and pushes. */
export function ActionTrail({ address, below }: ActionTrailProps) {
  const { integrationId, kind } = address;
  const vault = useIntegration(integrationId).data?.value.vault_name ?? 'Vault';
  const action = useAction(address, { enabled: below === 'action' }).data?.name ?? words[kind].One;
  const steps = [
    ['Integrations', '/integrations'],
    [vault, `/integrations/${integrationId}`],
    ['Imports and pushes', actionsHref(address)],
    [action, actionHref(address)],
  ] as const;
  return <Trail steps={steps.slice(0, { vault: 2, actions: 3, action: 4 }[below])} />;
}
