import type { Check } from '../integration/check.ts';
import type { Access } from '../integration/integration.ts';
import type { StatusChanged } from './event.ts';

/** What a test changed that led from one to the other; nothing when the status is the same. */
export function statusChanged(before: Pick<Access, 'status'>, after: Check): StatusChanged | undefined {
  if (before.status === after.status) return undefined;
  const { integrationId, organizationId, status: to, cause, statusDetail: detail, statusSince } = after;
  return {
    type: 'integration_status_changed',
    id: `status-${integrationId}-${statusSince.getTime()}`,
    organizationId,
    integrationId,
    at: statusSince.toISOString(),
    from: before.status,
    to,
    cause,
    detail,
  };
}
