import { notFound } from '../../../errors.ts';
import { getIntegration, type StoredIntegration } from '../../../store/integrations.ts';
import { getPull, type StoredPull } from '../../../store/pulls.ts';
import { getPush, type StoredPush } from '../../../store/pushes.ts';
import type { Deps } from '../../deps.ts';

/** Names an action. What is another organization's is not found. */
export interface ActionPath {
  organizationId: string;
  integrationId: string;
  actionId: string;
}

/** Rejects with `object.not-found`. */
export async function findIntegration(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, integrationId }: Omit<ActionPath, 'actionId'>,
): Promise<StoredIntegration> {
  const found = await getIntegration(rows, organizationId, integrationId);
  if (found === undefined) throw notFound('integration');
  return found;
}

/** Rejects with `object.not-found`. */
export async function findPull({ rows }: Pick<Deps, 'rows'>, path: ActionPath): Promise<StoredPull> {
  const found = await getPull(rows, path.organizationId, path.integrationId, path.actionId);
  if (found === undefined) throw notFound('pull');
  return found;
}

/** Rejects with `object.not-found`. */
export async function findPush({ rows }: Pick<Deps, 'rows'>, path: ActionPath): Promise<StoredPush> {
  const found = await getPush(rows, path.organizationId, path.integrationId, path.actionId);
  if (found === undefined) throw notFound('push');
  return found;
}
