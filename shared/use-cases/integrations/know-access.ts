import type { Check } from '../../domain/integration/check.ts';
import type { Access, Integration } from '../../domain/integration/integration.ts';
import { untested } from '../../domain/integration/record-test.ts';
import { getCheck, listChecks } from '../../store/checks.ts';
import { getIntegration, listIntegrations, type StoredIntegration } from '../../store/integrations.ts';
import type { Deps } from '../deps.ts';

/** An integration and what the last test found; its etag is that of what people edit. */
export type KnownIntegration = StoredIntegration & Access;

/** The check of an integration that nobody has tested. */
export function newCheck({ organizationId, id, createdAt }: Integration): Check {
  return {
    ...untested(createdAt),
    organizationId,
    integrationId: id,
    period: null,
    claim: null,
    heldUntil: null,
  };
}

/** An integration from before there were checks counts as never tested. */
export function withAccess(integration: StoredIntegration, check: Check | undefined): KnownIntegration {
  const known = check ?? newCheck(integration);
  const { status, cause, statusDetail, permissions, statusSince } = known;
  const { lastCheckedAt, lastCheckTook, conclusiveAt, acceptedAt, failures, nextCheckAt } = known;
  const tests = { lastCheckedAt, lastCheckTook, conclusiveAt, acceptedAt, failures, nextCheckAt };
  return { ...integration, status, cause, statusDetail, permissions, statusSince, ...tests };
}

/** Another organization's integration is not found. */
export async function getKnownIntegration(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<KnownIntegration | undefined> {
  const [integration, check] = await Promise.all([
    getIntegration(rows, organizationId, id),
    getCheck(rows, { organizationId, integrationId: id }),
  ]);
  return integration && withAccess(integration, check);
}

/** All integrations of the organization, by id. */
export async function listKnownIntegrations(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId }: { organizationId: string },
): Promise<KnownIntegration[]> {
  const [integrations, checks] = await Promise.all([
    listIntegrations(rows, organizationId),
    listChecks(rows, organizationId),
  ]);
  const byIntegration = new Map(checks.map((check) => [check.integrationId, check]));
  return integrations.map((integration) => withAccess(integration, byIntegration.get(integration.id)));
}
