/**
 * Codes of what a step or a task can end in, beside the codes of vault faults and of problems.
 * They are part of the API: clients branch on them.
 */
export const outcomeCodes = [
  'import.ambiguous-name',
  'import.duplicate-target',
  'import.target-missing',
  'push.not-owned',
  'push.managed-secret',
  'push.confirm-deletes',
  'push.value-missing',
  'push.revision-missing',
  'preflight.failed',
  'secret-name.empty',
  'secret-name.too-long',
  'secret-name.collision',
  'secret.too-large',
  'tag.too-long',
  'tag.too-many',
  'step.changed',
  'step.not-applied',
  'task.steps-failed',
  'task.retried-gone',
  'task.cancelled',
  'task.poisoned',
  'task.restored',
] as const;

export type OutcomeCode = (typeof outcomeCodes)[number];
