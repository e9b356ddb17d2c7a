import type { Permission } from '../../ports/vaults.ts';
import type { ActionKind } from './action.ts';
import type { StepContent } from './step.ts';

/** What the application must be allowed to do in the vault for the planned ones of these steps to succeed. */
export function permissionsNeededBy(
  kind: ActionKind,
  steps: readonly Pick<StepContent, 'state' | 'subject' | 'operation' | 'lookFirst'>[],
): Permission[] {
  const needed = new Set<Permission>();
  for (const { state, subject, operation, lookFirst } of steps) {
    if (state !== 'planned' || subject !== 'value') continue;
    if (kind === 'pull' || lookFirst === true) needed.add('get');
    if (kind === 'push') needed.add(operation === 'delete' ? 'delete' : 'set');
  }
  return [...needed];
}
