import { Body1, Button } from '@fluentui/react-components';
import type { Integration } from '../../api/use-integration.ts';
import { useTenantName, useUnlinkTenant } from '../../api/use-tenants.ts';
import { InstructionsView } from '../../components/access/instructions.tsx';
import { ButtonLink } from '../../components/button-link.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';

/** What remains to be done, at Azure and here, now that the integration is gone. */
export function Removed({ integration: { vault_name, tenant_id, removal } }: { integration: Integration }) {
  const unlink = useUnlinkTenant();
  const nameOf = useTenantName();
  return (
    <PageFrame
      title={`${vault_name} is deleted`}
      actions={
        <ButtonLink href="/integrations" appearance="primary">
          All integrations
        </ButtonLink>
      }
    >
      <Panel title="What remains at Azure">
        <InstructionsView {...removal} />
      </Panel>
      <Panel title="What remains here">
        <Body1>The tenant {nameOf(tenant_id)} is still linked to the organization, for other vaults of it.</Body1>
        {unlink.error === null ? null : <ProblemMessage error={unlink.error} />}
        {unlink.isSuccess ? (
          <Body1 role="status">The tenant is no longer linked.</Body1>
        ) : (
          <div>
            <Button disabledFocusable={unlink.isPending} onClick={() => unlink.mutate(tenant_id)}>
              Unlink the tenant
            </Button>
          </div>
        )}
      </Panel>
    </PageFrame>
  );
}
