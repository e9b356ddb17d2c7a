import type { StoredValue } from '../../../domain/configuration.ts';
import type { Step } from '../../../domain/sync/step.ts';
import { sentenceOf } from '../../../domain/sync/vault-fault.ts';
import { notFound } from '../../../errors.ts';
import { VaultFault } from '../../../ports/vaults.ts';
import type { Secret } from '../../../secret.ts';
import { getValue } from '../../../store/values.ts';
import { openValue } from '../../configuration/open-value.ts';
import type { Deps } from '../../deps.ts';
import { findIntegration } from '../actions/find-action.ts';
import { readStepValues } from '../apply/read-step-values.ts';
import { asServiceError } from '../vault/as-service-error.ts';
import { openVault } from '../vault/open-vault.ts';
import { findStep, type TaskPath } from './find-task.ts';

/** What one of the two has at present: null for nothing, or why that cannot be told. */
export type Side = { value: Secret | null } | { problem: { code: string; detail: string } };

/** What the vault and the configuration have for a step. */
export interface Comparison {
  step: Step & { secretName: string };
  vault: Side;
  configuration: Side;
}

/**
 * What the vault and the configuration have at present for the secret that a step is about; of a push as of a tag, what the
 * configuration had at its time. One attempt, one request to the vault: somebody waits. Rejects with `object.not-found`, also for
 * a step that is about no secret, or with the vault's fault.
 */
export async function compareStep(
  deps: Pick<Deps, 'rows' | 'vaults' | 'cipher'>,
  path: TaskPath & { stepId: string },
): Promise<Comparison> {
  const integration = await findIntegration(deps, path);
  const { step } = await findStep(deps, path);
  const { secretName } = step;
  if (secretName === undefined) throw notFound('secret in this step');
  const vault = await openVault(deps, integration);
  const [inVault, stored] = await Promise.all([
    vault.get(secretName).then(({ value }): Side => ({ value }), sideOfFault),
    readStored(deps, path.organizationId, step),
  ]);
  const value = stored === undefined ? null : await openValue(deps, stored);
  return { step: { ...step, secretName }, vault: inVault, configuration: { value } };
}

/** A secret that is not there, or that nobody may read, is an answer; everything else is a failure. */
function sideOfFault(error: unknown): Side {
  if (!(error instanceof VaultFault)) throw error;
  if (error.code === 'secret.not-found' || error.code === 'secret.deleted') return { value: null };
  if (error.code === 'secret.disabled') return { problem: { code: error.code, detail: sentenceOf(error.code) } };
  throw asServiceError(error);
}

async function readStored(
  deps: Pick<Deps, 'rows'>,
  organizationId: string,
  step: Step,
): Promise<StoredValue | undefined> {
  const { source, parameterProjectId, parameterId, environmentId } = step;
  if (source !== undefined) return (await readStepValues(deps, organizationId, [step])).read(step);
  if (parameterProjectId === undefined || parameterId === undefined || environmentId === undefined) return undefined;
  return getValue(deps.rows, organizationId, parameterProjectId, { parameterId, environmentId });
}
