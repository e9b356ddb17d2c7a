import { rootName } from '../../domain/configuration/root-environment.ts';
import type { Environment } from '../../domain/configuration.ts';
import { insertEnvironments, listEnvironments } from '../../store/environments.ts';
import type { Deps } from '../deps.ts';

/**
 * Gives a new organization its first environments: the root `default`, and `development`, `staging` and `production`
 * under it. All of them or none; doing it again changes nothing.
 */
export async function seedEnvironments(
  deps: Pick<Deps, 'rows' | 'random' | 'clock'>,
  organizationId: string,
): Promise<void> {
  if ((await listEnvironments(deps.rows, organizationId)).length > 0) return;
  const now = deps.clock.now();
  const make = (name: string, parentId: string | null): Environment => ({
    id: deps.random.uuid(),
    organizationId,
    name,
    description: '',
    parentId,
    createdAt: now,
    modifiedAt: now,
  });
  const root = make(rootName, null);
  const children = ['development', 'staging', 'production'].map((name) => make(name, root.id));
  await insertEnvironments(deps.rows, organizationId, [root, ...children]);
}
