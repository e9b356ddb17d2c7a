import type { Step } from '../../../domain/sync/step.ts';

export function leaveEmpty(step: Step): Step {
  const detail = 'The secret is empty; nothing was overwritten with it.';
  return { ...step, operation: null, state: 'succeeded', detail };
}

export function fail(step: Step, code: string, detail: string): Step {
  return { ...step, state: 'failed', error: { code, detail } };
}
