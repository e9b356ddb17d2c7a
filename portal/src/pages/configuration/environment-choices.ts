import type { Choice } from '../../components/choice-field.tsx';
import type { EnvironmentTree } from './environment-tree.ts';

/** Two spaces that no browser drops: one step into the tree. */
const step = '\u00a0\u00a0';

export function environmentChoices({ all }: EnvironmentTree): Choice[] {
  return all.map(({ environment: { id, name }, depth }) => ({ value: id, label: `${step.repeat(depth)}${name}` }));
}
