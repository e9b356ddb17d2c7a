import { type Drift, findDrift } from '../../../domain/sync/find-drift.ts';
import { foldSecretName } from '../../../domain/sync/secret-name.ts';
import type { Step } from '../../../domain/sync/step.ts';
import type { Task } from '../../../domain/sync/task.ts';
import type { Push, Run, RunDeps } from '../tasks/run.ts';
import { listVault } from '../vault/list-vault.ts';

/** What has become of the vault since a plan was made. */
export interface SecondLook {
  /** The plan is applied as it was stored: also a parameter must have the value that it had then. */
  asPlanned: boolean;
  driftOf(step: Step): Drift;
}

/** Lists the vault once more, for a plan that was not made just now. */
export async function lookAgain(
  deps: Pick<RunDeps, 'clock'>,
  { action, vault, signal }: Run<Push>,
  { appliesPlan: asPlanned }: Pick<Task, 'appliesPlan'>,
): Promise<SecondLook> {
  const { organizationId, id: pushId, force } = action;
  const listing = await listVault(deps, vault, signal);
  const secrets = new Map(listing.map((secret) => [foldSecretName(secret.name), secret]));
  return {
    asPlanned,
    driftOf(step) {
      const secret = secrets.get(foldSecretName(step.secretName ?? ''));
      return findDrift(step, secret, { organizationId, pushId, force, asPlanned });
    },
  };
}
