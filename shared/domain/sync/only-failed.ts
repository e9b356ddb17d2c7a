import { foldSecretName } from './secret-name.ts';
import type { StepContent } from './step.ts';

/**
 * What of a plan concerns what failed, or was not carried out, in an earlier run; everything, when that run failed
 * before it could name secrets. What the plan leaves alone counts only where it had failed.
 */
export function onlyFailed<P extends { steps: StepContent[]; unchanged: number }>(
  plan: P,
  earlier: readonly Pick<StepContent, 'state' | 'subject' | 'secretName'>[],
): P {
  const failed = earlier.filter(({ state }) => state !== 'succeeded');
  const names = new Set(
    failed.flatMap(({ secretName }) => (secretName === undefined ? [] : foldSecretName(secretName))),
  );
  if (failed.length === 0 || failed.some((step) => step.subject === 'value' && step.secretName === undefined))
    return plan;
  const values = plan.steps.filter(
    ({ secretName }) => secretName !== undefined && names.has(foldSecretName(secretName)),
  );
  const needs = (step: StepContent) =>
    step.subject === 'environment'
      ? values.some(({ environmentName, environmentId }) => !environmentId && environmentName === step.environmentName)
      : values.some(({ projectName, projectId }) => !projectId && projectName === step.projectName);
  const creations = plan.steps.filter((step) => step.subject !== 'value' && needs(step));
  return { ...plan, steps: [...creations, ...values], unchanged: names.size - values.length };
}
