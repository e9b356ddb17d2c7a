import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import type { CountName, Task } from '../action.ts';
import { countOrder } from '../count-words.ts';

export type Group = CountName | 'all';

const useStyles = makeStyles({ list: { flexWrap: 'wrap' } });

const titles = {
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
  failed: 'Failed',
  skipped: 'Skipped',
} as const;

/** What has no step of its own is only counted. */
export const groups = countOrder.filter((name) => name !== 'unchanged');

interface StepGroupsProps {
  counts: Task['counts'];
  chosen: Group;
  onChoose(group: Group): void;
}

/** The groups of a run's steps, each with how many there are. */
export function StepGroups({ counts, chosen, onChoose }: StepGroupsProps) {
  return (
    <TabList
      aria-label="Group of steps"
      className={useStyles().list}
      selectedValue={chosen}
      onTabSelect={(_event, { value }) => onChoose(value as Group)}
    >
      {groups.map((name) => (
        <Tab key={name} value={name}>{`${titles[name]} ${counts[name]}`}</Tab>
      ))}
      <Tab value="all">All steps</Tab>
    </TabList>
  );
}
