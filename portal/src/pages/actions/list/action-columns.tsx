import { makeStyles, tokens } from '@fluentui/react-components';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TextLink } from '../../../components/text-link.tsx';
import type { Action, Kind } from '../action.ts';
import { actionHref, runHref } from '../address.ts';
import { countWords } from '../count-words.ts';
import { RunButtons } from '../run-buttons.tsx';
import { TaskBadge } from '../task-badge.tsx';

const useStyles = makeStyles({
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

function Pattern({ resource }: Pick<Action, 'resource'>) {
  return <code className={useStyles().code}>{resource}</code>;
}

export function actionColumns(integrationId: string, kind: Kind): readonly Column<Action>[] {
  const base = { integrationId, kind };
  return [
    {
      header: 'Name',
      width: 'minmax(7rem, 2fr)',
      cell: ({ id, name }) => <TextLink href={actionHref({ ...base, actionId: id })}>{name}</TextLink>,
    },
    {
      header: 'Pattern',
      width: 'minmax(10rem, 3fr)',
      cell: ({ resource }) => resource !== null && <Pattern resource={resource} />,
    },
    {
      header: 'Latest run',
      width: '7rem',
      cell: ({ latest_task: task }) => (task === null ? 'never run' : <TaskBadge task={task} />),
    },
    {
      header: 'It did',
      width: 'minmax(8rem, 2fr)',
      cell: ({ id, latest_task: task }) =>
        task !== null && (
          <TextLink href={runHref({ ...base, actionId: id, taskId: task.id })}>{countWords(task)}</TextLink>
        ),
    },
    {
      header: 'When',
      width: '8rem',
      cell: ({ latest_task: task }) => task !== null && <RelativeTime at={task.created_at} />,
    },
    {
      header: 'Actions',
      width: '15.5rem',
      cell: (action) => <RunButtons {...base} action={action} appearance="subtle" />,
    },
  ];
}
