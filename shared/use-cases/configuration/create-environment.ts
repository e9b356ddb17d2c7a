import { isRoot } from '../../domain/configuration/root-environment.ts';
import type { Environment } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { insertEnvironment, listEnvironments } from '../../store/environments.ts';
import { readStructure } from '../../store/structure.ts';
import type { Deps } from '../deps.ts';
import { requireRoom } from '../limits/require-room.ts';
import { badReference } from './bad-reference.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * A new environment under the root, or under another parent. Rejects with `object.exists` when the name is taken,
 * `request.reference` when there is no such parent, `limit.environments`.
 */
export async function createEnvironment(
  deps: Pick<Deps, 'rows' | 'random' | 'clock' | 'limits'>,
  input: { organizationId: string; name: string; description?: string; parentId?: string | null },
): Promise<Stored<Environment>> {
  const { rows, random, clock } = deps;
  const { organizationId, name, description = '' } = input;
  return untilUncontended(async () => {
    const structure = await readStructure(rows, organizationId, 'environment');
    const environments = await listEnvironments(rows, organizationId);
    const parent = environments.find((each) => (input.parentId ? each.id === input.parentId : isRoot(each)));
    if (parent === undefined) throw badReference('parent', 'environment');
    await requireRoom(deps, organizationId, 'environments', environments.length);
    const now = clock.now();
    const id = random.uuid();
    const parentId = parent.id;
    const environment = { id, organizationId, name, description, parentId, createdAt: now, modifiedAt: now };
    // The root is never deleted: what hangs under it need not wait for others.
    const etag = await insertEnvironment(rows, environment, isRoot(parent) ? {} : { structure });
    return { ...environment, etag };
  });
}
