import { makeStyles, tokens } from '@fluentui/react-components';
import type { Integration } from '../../api/use-integration.ts';
import { useTenantName } from '../../api/use-tenants.ts';
import { AccessStatus } from '../../components/access/access-status.tsx';
import { PermissionMatrix } from '../../components/access/permission-matrix.tsx';
import { RemedyPanel } from '../../components/access/remedy.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { phone } from '../../components/screens.ts';
import { ActionsPanel } from './actions-panel.tsx';
import { ExpiringSecrets } from './expiring-secrets.tsx';
import { StatusHistory } from './history/status-history.tsx';

const useStyles = makeStyles({
  parts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalL,
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

export function IntegrationView({ integration }: { integration: Integration }) {
  const styles = useStyles();
  const { id, remedy } = integration;
  return (
    <>
      <AccessStatus integration={integration} />
      {remedy === null ? null : <RemedyPanel remedy={remedy} />}
      <div className={styles.parts}>
        <PermissionMatrix integration={integration} />
        <Panel title="About">
          <About integration={integration} />
        </Panel>
        <ActionsPanel id={id} kind="pulls" />
        <ActionsPanel id={id} kind="pushes" />
      </div>
      <StatusHistory integration={integration} />
      <ExpiringSecrets id={id} />
    </>
  );
}

function About({ integration }: { integration: Integration }) {
  const { tenant_id, description, writable, resource_tags, fqn, created_at, modified_at } = integration;
  const nameOf = useTenantName();
  const tags = Object.entries(resource_tags ?? {});
  return (
    <Facts
      facts={[
        ['Tenant', nameOf(tenant_id)],
        ['Tenant id', nameOf(tenant_id) === tenant_id ? undefined : tenant_id],
        ['Access', writable ? 'read and write' : 'read only'],
        ['Description', description || undefined],
        ['Resource tags', tags.length === 0 ? undefined : tags.map(([name, value]) => `${name}: ${value}`).join(', ')],
        [
          'Full name',
          <span key="fqn">
            {fqn}
            <CopyButton text={fqn} what="the full name" />
          </span>,
        ],
        ['Added', <RelativeTime key="added" at={created_at} />],
        ['Changed', modified_at === null ? undefined : <RelativeTime key="changed" at={modified_at} />],
      ]}
    />
  );
}
