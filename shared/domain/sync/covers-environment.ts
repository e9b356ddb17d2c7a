import type { Push } from './action.ts';

/** Whether a push is about an environment, as long as that is there: without tags it is about every one. */
export function coversEnvironment({ tags }: Pick<Push, 'tags'>, environmentId: string): boolean {
  return tags.length === 0 || tags.some((tag) => tag.environmentId === environmentId);
}
