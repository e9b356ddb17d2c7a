import type { Organization } from '../../domain/organization.ts';
import { everyOrganization, getOrganization } from '../../store/organizations.ts';
import type { Deps } from '../deps.ts';

/** All organizations, those too that are being deleted, in the order of their ids; read as they are consumed. */
export async function* listOrganizations({ rows }: Pick<Deps, 'rows'>): AsyncGenerator<Organization> {
  for await (const id of everyOrganization(rows)) {
    const organization = await getOrganization(rows, id);
    if (organization !== undefined) yield organization;
  }
}
