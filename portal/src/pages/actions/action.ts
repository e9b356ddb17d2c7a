import type { Schemas } from '../../api/schema.ts';

export type Pull = Schemas['AzureKeyVaultPull'];
export type Push = Schemas['AzureKeyVaultPush'];
/** An import (`pull` in the API) or a push. */
export type Action = Pull | Push;
export type Kind = 'pull' | 'push';

/** One run; the same for both kinds. */
export type Task = Schemas['AzureKeyVaultPullTask'];
export type Step = Schemas['AzureKeyVaultPullTaskStep'];
export type CountName = keyof Task['counts'];

/** What people call each kind. */
export const words = {
  pull: { one: 'import', One: 'Import', path: 'imports' },
  push: { one: 'push', One: 'Push', path: 'pushes' },
} as const;

export function isPush(action: Action): action is Push {
  return 'projects' in action;
}

export function isFinished({ state }: Pick<Task, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}
