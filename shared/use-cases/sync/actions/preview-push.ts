import type { DesiredSecret } from '../../../domain/sync/desired-secret.ts';
import { checkSizes, type Problem } from '../../../domain/sync/preflight.ts';
import type { Deps } from '../../deps.ts';
import { loadDesired } from '../plan/load-desired.ts';
import { checkPushFields, type PushFields } from './check-push-fields.ts';
import { type ActionPath, findIntegration, findPush } from './find-action.ts';

/** The secrets that a push would have in the vault, and what is wrong with some of them, or with all together. */
export interface PushPreview {
  desired: DesiredSecret[];
  problems: Problem[];
}

/**
 * What a push of these fields would be about, or the one with `pushId` after such a change. Neither the vault is asked nor a
 * value opened, and nothing is kept. Rejects as making or changing it would.
 */
export async function previewPush(
  deps: Pick<Deps, 'rows' | 'clock'>,
  path: Omit<ActionPath, 'actionId'>,
  fields: PushFields,
  pushId?: string,
): Promise<PushPreview> {
  const was = pushId === undefined ? undefined : await findPush(deps, { ...path, actionId: pushId });
  const checked = await checkPushFields(deps, path, fields, was);
  const integration = await findIntegration(deps, path);
  const now = deps.clock.now();
  const push = { kind: 'push', ...path, id: '', ...fields, ...checked, createdAt: now, modifiedAt: now } as const;
  const { desired, problems } = await loadDesired(deps, push, integration);
  return { desired, problems: [...problems, ...checkSizes(desired)] };
}
