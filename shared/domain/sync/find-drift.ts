import type { SecretProperties } from '../../ports/vaults.ts';
import { readOwnTags } from './ownership-tags.ts';
import type { StepContent } from './step.ts';

export interface DriftScope {
  organizationId: string;
  pushId: string;
  /** Overwrite secrets that this push did not write. */
  force: boolean;
  /** Whatever has changed since the plan was made is refused, and not only what is not ours any more. */
  asPlanned: boolean;
}

export interface Drift {
  /** The step must not be carried out. */
  refusal?: { code: 'step.changed' | 'push.not-owned'; detail: string };
  /** The secret may be the step's own work, of a worker that was cut off. */
  perhapsDone: boolean;
}

/**
 * What has become of a step's secret since the plan was made, seen in a later listing. Between listing and writing a
 * moment remains in which somebody else may write: Key Vault knows no conditional requests.
 */
export function findDrift(
  { operation, secretUpdated }: Pick<StepContent, 'operation' | 'secretUpdated'>,
  secret: SecretProperties | undefined,
  scope: DriftScope,
): Drift {
  if (secret === undefined) {
    if (!scope.asPlanned || operation === 'create') return { perhapsDone: false };
    // A deleted secret is what a deletion wants.
    if (operation === 'delete') return { perhapsDone: true };
    return changed('The secret was deleted after the plan was made.');
  }
  if (operation !== 'create' && secret.updated === secretUpdated) return { perhapsDone: false };
  const tags = readOwnTags(secret.tags);
  const own = tags?.organizationId === scope.organizationId && tags.pushId === scope.pushId;
  if (scope.asPlanned) {
    const what = operation === 'create' ? 'A secret of this name was made' : 'The secret was changed';
    return { ...changed(`${what} after the plan was made.`), perhapsDone: own };
  }
  if (own || (scope.force && operation !== 'delete')) return { perhapsDone: own };
  const detail = 'Somebody else made or took over the secret after the plan was made; it is left alone.';
  return { refusal: { code: 'push.not-owned', detail }, perhapsDone: false };
}

function changed(what: string): Drift {
  const detail = `${what} It is left as it is; make a new plan.`;
  return { refusal: { code: 'step.changed', detail }, perhapsDone: false };
}
