import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { type Integration, useTestAccess } from '../../api/use-integration.ts';

/** Tests the access to this vault now. */
export function RefreshButton({ integration: { id, vault_name } }: { integration: Integration }) {
  const test = useTestAccess();
  return (
    <Button
      appearance="subtle"
      icon={<ArrowSyncRegular />}
      aria-label={`Test the access to ${vault_name}`}
      disabledFocusable={test.isPending}
      onClick={() => test.mutate(id)}
    >
      Test
    </Button>
  );
}
