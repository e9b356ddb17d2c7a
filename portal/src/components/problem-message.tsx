import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { toProblem } from '../api/problem.ts';

const useStyles = makeStyles({
  bar: { marginBlock: tokens.spacingVerticalS },
  line: { display: 'block', whiteSpace: 'normal', overflowWrap: 'anywhere' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** What failed: its title, the sentence about this case, what to do, and the code that support asks for. */
export function ProblemMessage({ error, onRetry }: { error: unknown; onRetry?(): void }) {
  const styles = useStyles();
  const { title, detail, next, code, traceId, fields } = toProblem(error);
  const sameAsTitle = detail === `${title}.`;
  return (
    <MessageBar intent="error" layout="multiline" className={styles.bar} role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {sameAsTitle ? null : <span className={styles.line}>{detail}</span>}
        {Object.entries(fields).map(([field, fault]) => (
          <span key={field} className={styles.line}>
            {field}: {fault}
          </span>
        ))}
        <span className={styles.line}>{next}</span>
        <span className={`${styles.line} ${styles.code}`}>
          {code}
          {traceId === undefined ? '' : ` · ${traceId}`}
        </span>
      </MessageBarBody>
      {onRetry === undefined ? null : (
        <MessageBarActions>
          <Button onClick={onRetry}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
