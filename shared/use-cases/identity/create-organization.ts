import type { Organization } from '../../domain/organization.ts';
import { insertOrganization } from '../../store/organizations.ts';
import { seedEnvironments } from '../configuration/seed-environments.ts';
import type { Deps } from '../deps.ts';

/** A new organization with its first environments: `default`, and under it `development`, `staging`, `production`. */
export async function createOrganization(
  deps: Pick<Deps, 'rows' | 'random' | 'clock'>,
  input: { name: string; id?: string },
): Promise<Organization> {
  const organization = { id: input.id ?? deps.random.uuid(), name: input.name, createdAt: deps.clock.now() };
  // The environments first: an organization that exists always has its root.
  await seedEnvironments(deps, organization.id);
  await insertOrganization(deps.rows, organization);
  return organization;
}
