import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { type Integration, useRefresh } from './use-integrations.ts';

/** Tests the access to this vault now. */
export function RefreshButton({ integration: { id, vault_name } }: { integration: Integration }) {
  const refresh = useRefresh();
  return (
    <Button
      appearance="subtle"
      icon={<ArrowSyncRegular />}
      aria-label={`Test the access to ${vault_name}`}
      disabledFocusable={refresh.isPending}
      onClick={() => refresh.mutate(id)}
    >
      Test
    </Button>
  );
}
