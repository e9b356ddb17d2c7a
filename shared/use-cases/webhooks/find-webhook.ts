import { notFound } from '../../errors.ts';
import { getWebhook, type StoredWebhook } from '../../store/webhooks.ts';
import type { Deps } from '../deps.ts';

/** Rejects with `object.not-found`. */
export async function findWebhook(
  { rows }: Pick<Deps, 'rows'>,
  organizationId: string,
  id: string,
): Promise<StoredWebhook> {
  const found = await getWebhook(rows, organizationId, id);
  if (found === undefined) throw notFound('webhook');
  return found;
}
