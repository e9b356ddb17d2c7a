import { Body1, Link as FluentLink } from '@fluentui/react-components';
import { Link } from 'wouter';
import { ButtonLink } from '../../components/button-link.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainTable } from '../../components/plain-table.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { type ActionKind, useActions } from './use-actions.ts';

const words = {
  pulls: { title: 'Imports', path: 'imports', none: 'Nothing is imported from this vault yet.' },
  pushes: { title: 'Pushes', path: 'pushes', none: 'Nothing is pushed to this vault yet.' },
} as const;

/** The first imports or pushes of the vault, each a link to its page. */
export function ActionsPanel({ id, kind }: { id: string; kind: ActionKind }) {
  const { rows, total, isLoading, error, reload } = useActions(id, kind);
  const { title, path, none } = words[kind];
  const all = `/integrations/${id}/actions`;
  return (
    <Panel
      title={title}
      actions={<ButtonLink href={all}>{rows.length < total ? `All ${total}` : 'Manage'}</ButtonLink>}
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {!isLoading && error === null && rows.length === 0 ? <Body1>{none}</Body1> : null}
      {rows.length === 0 ? null : (
        <PlainTable
          label={title}
          headers={['Name', 'Last run']}
          rows={rows.map(({ id: actionId, name, latest_task: task }) => ({
            key: actionId,
            cells: [
              <Link key="name" href={`/integrations/${id}/${path}/${actionId}`} asChild>
                <FluentLink>{name}</FluentLink>
              </Link>,
              task === null ? (
                'never'
              ) : (
                <span key="run">
                  {task.state}, <RelativeTime at={task.created_at} />
                </span>
              ),
            ],
          }))}
        />
      )}
    </Panel>
  );
}
