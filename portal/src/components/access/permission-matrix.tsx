import type { Integration } from '../../api/use-integration.ts';
import { Panel } from '../panel.tsx';
import { PlainTable } from '../plain-table.tsx';
import { StatusBadge, type StatusKind } from '../status-badge.tsx';

type Permission = keyof Integration['permissions'];

const deeds: Record<Permission, string> = {
  list: 'See which secrets there are',
  get: 'Read their values',
  set: 'Write secrets',
  delete: 'Delete secrets',
  recover: 'Bring deleted secrets back',
};
const order = Object.keys(deeds) as Permission[];

/** What the last test found of every permission. */
export function PermissionMatrix({ integration: { permissions, remedy } }: { integration: Integration }) {
  const kindOf = (permission: Permission): StatusKind => {
    if (permissions[permission] === 'allowed') return 'good';
    return permissions[permission] === 'denied' && remedy?.secret_permissions.includes(permission) ? 'bad' : 'neutral';
  };
  return (
    <Panel title="Permissions">
      <PlainTable
        label="Permissions"
        headers={['Permission', 'What it is for', 'Last test']}
        rows={order.map((permission) => ({
          key: permission,
          cells: [
            permission,
            deeds[permission],
            <StatusBadge key="verdict" kind={kindOf(permission)}>
              {permissions[permission]}
            </StatusBadge>,
          ],
        }))}
      />
    </Panel>
  );
}
