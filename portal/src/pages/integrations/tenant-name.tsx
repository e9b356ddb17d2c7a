import { useTenantName } from '../../api/use-tenants.ts';

/** What the tenant with this id is called. */
export function TenantName({ id }: { id: string }) {
  return useTenantName()(id);
}
