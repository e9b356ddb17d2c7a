import { Body1, makeStyles, mergeClasses, Subtitle1, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { ReactNode } from 'react';
import { useMayChange } from '../../../api/use-may-change.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { type Kind, words } from '../action.ts';
import { newHref } from '../address.ts';
import { actionColumns } from './action-columns.tsx';
import { useActions } from './use-actions.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  // Shares the page's height, where there are more than fit anyway.
  long: { flexGrow: 1 },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { flexGrow: 1 },
});

interface ActionListProps {
  integrationId: string;
  kind: Kind;
  title: string;
  /** What to do where there is none. */
  children: ReactNode;
  /** Why none can be added at present. */
  obstacle?: string;
}

/** All imports or all pushes of one integration, with how their latest run went. */
export function ActionList({ integrationId, kind, title, children, obstacle }: ActionListProps) {
  const styles = useStyles();
  const { rows, total, isLoading, error, loadMore, reload } = useActions(integrationId, kind);
  const { mayChange, reason } = useMayChange();
  const { one } = words[kind];
  const add =
    mayChange && obstacle === undefined ? (
      <ButtonLink href={newHref({ integrationId, kind })} icon={<AddRegular />}>
        {`New ${one}`}
      </ButtonLink>
    ) : (
      <Body1>{mayChange ? obstacle : reason}</Body1>
    );
  const none = !isLoading && error === null && rows.length === 0;
  return (
    <section className={mergeClasses(styles.part, rows.length > 4 && styles.long)}>
      <div className={styles.top}>
        <Subtitle1 as="h2" className={styles.title}>
          {title}
        </Subtitle1>
        {none ? null : add}
      </div>
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what={`Loading the ${title.toLowerCase()}`} /> : null}
      {none ? (
        <EmptyState title={`There is no ${one} yet`} action={add}>
          {children}
        </EmptyState>
      ) : null}
      {rows.length === 0 ? null : (
        <DataTable
          label={title}
          columns={actionColumns(integrationId, kind)}
          rows={rows}
          rowKey={({ id }) => id}
          total={total}
          onEnd={loadMore}
        />
      )}
    </section>
  );
}
