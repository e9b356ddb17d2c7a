import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import type { Task } from '../action.ts';
import { type Address, runHref } from '../address.ts';
import { countWords } from '../count-words.ts';
import { duration } from '../run/duration.ts';
import { TaskBadge } from '../task-badge.tsx';

const useStyles = makeStyles({ link: { color: tokens.colorBrandForegroundLink } });

function RunLink({ address, task }: { address: Address; task: Task }) {
  return (
    <Link href={runHref({ ...address, taskId: task.id })} className={useStyles().link}>
      {countWords(task)}
    </Link>
  );
}

export function runColumns(address: Address): readonly Column<Task>[] {
  return [
    { header: 'State', width: '7rem', cell: (task) => <TaskBadge task={task} /> },
    { header: 'Kind', width: '5rem', cell: ({ dry_run: dryRun }) => (dryRun ? 'dry run' : 'run') },
    { header: 'It did', width: 'minmax(10rem, 3fr)', cell: (task) => <RunLink address={address} task={task} /> },
    { header: 'Because', width: 'minmax(8rem, 2fr)', cell: ({ reason }) => reason },
    { header: 'Asked for', width: '9rem', cell: ({ created_at: at }) => <RelativeTime at={at} /> },
    { header: 'Took', width: '6rem', cell: (task) => duration(task) },
  ];
}
