import type { Step } from './step.ts';
import { isFinished, type Task } from './task.ts';

export interface StepDescription {
  success: boolean;
  detail: string | null;
  error?: { code: string; detail: string };
  /** One line: what, and to what. */
  summary: string;
}

const notApplied = { code: 'step.not-applied', detail: 'The task ended before this step.' };

/** What a step comes to, seen with its task: one that was planned and not applied means different things. */
export function describeStep(step: Step, task: Task): StepDescription {
  const summary = summarize(step);
  if (step.state === 'failed') return { success: false, detail: null, error: step.error, summary };
  if (step.state === 'succeeded') return { success: true, detail: step.detail ?? null, summary };
  if (!isFinished(task)) return { success: false, detail: 'Not carried out yet.', summary };
  if (task.state === 'success') return { success: true, detail: 'Nothing was changed: this is a dry run.', summary };
  return { success: false, detail: null, error: notApplied, summary };
}

function summarize(step: Step): string {
  const verb = step.operation ?? 'leave';
  if (step.subject === 'environment') return `${verb} the environment “${step.environmentName}”`;
  if (step.subject === 'project') return `${verb} the project “${step.projectName}”`;
  const secret = step.secretName === undefined ? '' : ` · secret “${step.secretName}”`;
  if (step.parameterName === undefined) return `${verb}${secret}`;
  const asOf = step.tagName === undefined ? '' : ` as of “${step.tagName}”`;
  return `${verb} “${step.parameterName}” of “${step.projectName}” in “${step.environmentName}”${asOf}${secret}`;
}
