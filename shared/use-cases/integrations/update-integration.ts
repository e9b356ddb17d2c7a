import { checkResourceTags } from '../../domain/integration/check-resource-tags.ts';
import type { Integration } from '../../domain/integration/integration.ts';
import { type FieldError, notFound, ServiceError } from '../../errors.ts';
import { getCheck } from '../../store/checks.ts';
import { getIntegration, replaceIntegration } from '../../store/integrations.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { type KnownIntegration, withAccess } from './know-access.ts';
import { testAccess } from './test-access.ts';

export interface IntegrationChange {
  description?: string;
  writable?: boolean;
  resourceTags?: Record<string, string>;
  /** These are fixed: they may only be what they are. */
  tenantId?: string;
  vaultName?: string;
}

export interface UpdateInput {
  organizationId: string;
  id: string;
  change: IntegrationChange;
  requireUnchanged?: RequireUnchanged<Integration>;
}

/** Changes what is given and leaves the rest. Another `writable` needs other permissions, so the access is tested anew. */
export async function updateIntegration(
  deps: Pick<Deps, 'rows' | 'vaults' | 'news' | 'clock' | 'azure' | 'log' | 'telemetry'>,
  { organizationId, id, change, requireUnchanged }: UpdateInput,
): Promise<KnownIntegration> {
  const { rows, clock } = deps;
  const { changed, retest } = await untilUncontended(async () => {
    const found = await getIntegration(rows, organizationId, id);
    if (found === undefined) throw notFound('integration');
    requireUnchanged?.(found);
    const { etag: read, ...current } = found;
    const faults = faultsOf(change, current);
    if (faults.length > 0) {
      const named = [...new Set(faults.map(({ field }) => field))].join(', ');
      throw new ServiceError('request.invalid', `Not valid: ${named}.`, { fields: faults });
    }
    const { description = current.description, writable = current.writable } = change;
    const { resourceTags = current.resourceTags } = change;
    const next = { ...current, description, writable, resourceTags, modifiedAt: clock.now() };
    const etag = await replaceIntegration(rows, next, read);
    return { changed: { ...next, etag }, retest: writable !== current.writable };
  });
  deps.log.info('integration.updated', { organizationId, integrationId: id });
  if (retest) return testAccess(deps, changed);
  return withAccess(changed, await getCheck(rows, { organizationId, integrationId: id }));
}

function faultsOf(change: IntegrationChange, current: Integration): FieldError[] {
  const fixed = (field: string, given: string | undefined, is: string): FieldError[] =>
    given === undefined || given.toLowerCase() === is.toLowerCase()
      ? []
      : [{ field: `body.${field}`, code: 'fixed', detail: 'This is fixed at creation: connect the other vault anew.' }];
  return [
    ...fixed('tenant_id', change.tenantId, current.tenantId),
    ...fixed('vault_name', change.vaultName, current.vaultName),
    ...(change.resourceTags === undefined ? [] : checkResourceTags(change.resourceTags, 'body.resource_tags')),
  ];
}
