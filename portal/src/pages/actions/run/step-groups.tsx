import { Choice } from '../../../components/choice.tsx';
import type { CountName, Task } from '../action.ts';
import { countOrder } from '../count-words.ts';

export type Group = CountName | 'all';

/** What has no step of its own is only counted. */
export const groups = countOrder.filter((name) => name !== 'unchanged');

const titles = {
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
  failed: 'Failed',
  skipped: 'Skipped',
} as const;

interface StepGroupsProps {
  counts: Task['counts'];
  chosen: Group;
  onChoose(group: Group): void;
}

/** The groups of a run's steps, each with how many there are. */
export function StepGroups({ counts, ...choice }: StepGroupsProps) {
  const options = groups.map((name) => [name, `${titles[name]} ${counts[name]}`] as const);
  return <Choice<Group> label="Group of steps" options={[...options, ['all', 'All steps']]} {...choice} />;
}
