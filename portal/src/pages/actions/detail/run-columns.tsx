import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import type { Task } from '../action.ts';
import { type Address, runHref } from '../address.ts';
import { countWords } from '../count-words.ts';
import { reasonWords } from '../reason-words.ts';
import { duration } from '../run/duration.ts';
import { TaskBadge } from '../task-badge.tsx';

export function runColumns(address: Address): readonly Column<Task>[] {
  return [
    { header: 'State', width: '7rem', cell: (task) => <TaskBadge task={task} /> },
    { header: 'Kind', width: '5rem', cell: ({ dry_run: dryRun }) => (dryRun ? 'dry run' : 'run') },
    {
      header: 'It did',
      width: 'minmax(10rem, 3fr)',
      cell: (task) => <TextLink href={runHref({ ...address, taskId: task.id })}>{countWords(task)}</TextLink>,
    },
    { header: 'Because', width: 'minmax(8rem, 2fr)', cell: reasonWords },
    { header: 'Asked for', width: '9rem', cell: ({ created_at: at }) => <RelativeTime at={at} /> },
    { header: 'Took', width: '6rem', cell: (task) => duration(task) },
  ];
}
