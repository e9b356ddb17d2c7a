import { Body1, makeStyles, tokens } from '@fluentui/react-components';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import type { useDeletions } from './use-deletions.ts';

const useStyles = makeStyles({
  list: {
    maxHeight: '12rem',
    overflow: 'auto',
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    overflowWrap: 'anywhere',
  },
});

/** The secrets that would be deleted, the first of them by name. */
export function Deletions({ deletions }: { deletions: ReturnType<typeof useDeletions> }) {
  const styles = useStyles();
  const { data, error } = deletions;
  if (error !== null) return <ProblemMessage error={error} />;
  if (data === undefined) return <Loading what="Loading what would be deleted" />;
  const { results = [], count = 0 } = data;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <ul className={styles.list} tabIndex={0} aria-label="Secrets that would be deleted">
        {results.map(({ id, venue_name: name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {count > results.length ? <Body1>{`And ${count - results.length} more; see the steps.`}</Body1> : null}
    </>
  );
}
