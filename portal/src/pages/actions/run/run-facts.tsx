import { idOf } from '../../../api/id-of.ts';
import { Facts } from '../../../components/facts.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import type { Task } from '../action.ts';
import { type Address, runHref } from '../address.ts';
import { countWords } from '../count-words.ts';
import { reasonWords } from '../reason-words.ts';
import { TaskBadge } from '../task-badge.tsx';
import { duration } from './duration.ts';

/** What is known of a run. */
export function RunFacts({ address, task }: { address: Address; task: Task }) {
  const { created_at, requests, retry_of } = task;
  const refused = requests.throttled === 0 ? '' : `, ${requests.throttled} of them refused as too many`;
  return (
    <Facts
      facts={[
        [
          'State',
          <span key="state" role="status">
            <TaskBadge task={task} />
          </span>,
        ],
        [task.dry_run ? 'It would do' : 'It did', countWords(task)],
        ['Requests to the vault', `${requests.sent}${refused}`],
        ['Because', reasonWords(task)],
        ['Asked for', <RelativeTime key="created" at={created_at} />],
        ['Took', duration(task)],
        [
          'Repeats',
          retry_of === null ? undefined : (
            <TextLink key="retry" href={runHref({ ...address, taskId: idOf(retry_of) })}>
              what failed in an earlier run
            </TextLink>
          ),
        ],
      ]}
    />
  );
}
