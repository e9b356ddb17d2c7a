import type { StoredValue } from '../../../domain/configuration.ts';
import { writeOwnTags } from '../../../domain/sync/ownership-tags.ts';
import { maxSecretBytes } from '../../../domain/sync/preflight.ts';
import type { Step } from '../../../domain/sync/step.ts';
import type { SecretToSet } from '../../../ports/vaults.ts';
import { openValue } from '../../configuration/open-value.ts';
import type { Push, Run, RunDeps } from '../tasks/run.ts';

/**
 * What a step puts into the vault. The value may be newer than the plan; for a tag it is the one of the tag's time, which
 * the plan was made for.
 */
export async function loadSecret(
  deps: Pick<RunDeps, 'cipher'>,
  { action, integration }: Run<Push>,
  step: Step,
  stored: StoredValue | undefined,
): Promise<{ secret: SecretToSet; digest: string } | { error: { code: string; detail: string } }> {
  const { organizationId } = action;
  const { source, secretName = '', environmentName = '', projectName = '', parameterName = '' } = step;
  if (source?.asOf !== undefined && stored?.digest !== step.digest) {
    const detail = 'What the value was at the time of the tag is not in the history any more.';
    return { error: { code: 'push.revision-missing', detail } };
  }
  const value = stored && (await openValue(deps, stored));
  if (!stored?.digest || !value) {
    return { error: { code: 'push.value-missing', detail: 'The value was removed after the plan was made.' } };
  }
  if (value.byteLength > maxSecretBytes) {
    const detail = `The value has ${value.byteLength} bytes; a vault takes ${maxSecretBytes}.`;
    return { error: { code: 'secret.too-large', detail } };
  }
  const own = {
    organizationId,
    pushId: action.id,
    environment: environmentName,
    project: projectName,
    parameter: parameterName,
    secret: step.parameterSecret ?? true,
    type: step.parameterType ?? 'string',
  };
  const tags = writeOwnTags(own, integration.resourceTags);
  return { secret: { ...step.keeps, name: secretName, value, tags }, digest: stored.digest };
}
