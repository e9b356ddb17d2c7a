import type { Organization } from '../../domain/organization.ts';
import { OperatorError } from '../../operator-error.ts';
import { getOrganization } from '../../store/organizations.ts';
import type { Deps } from '../deps.ts';

/** Rejects with `organization.not-found`. */
export async function findOrganization({ rows }: Pick<Deps, 'rows'>, id: string): Promise<Organization> {
  const organization = await getOrganization(rows, id);
  if (organization !== undefined) return organization;
  throw noOrganization(id);
}

export function noOrganization(id: string): OperatorError {
  return new OperatorError(
    'organization.not-found',
    `There is no organization ${id}.`,
    'list-organizations shows all of them; check that the settings name the right deployment.',
  );
}
