import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { Task } from '../action.ts';

const useStyles = makeStyles({
  line: { display: 'block', whiteSpace: 'normal', overflowWrap: 'anywhere' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

interface MessageProps {
  intent: 'error' | 'warning' | 'info';
  title: string;
  detail: string;
  code: string;
}

function Message({ intent, title, detail, code }: MessageProps) {
  const styles = useStyles();
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        <span className={styles.line}>{detail}</span>
        <span className={`${styles.line} ${styles.code}`}>{code}</span>
      </MessageBarBody>
    </MessageBar>
  );
}

/** Why a run stands still, or why it failed as a whole. */
export function RunMessages({ task: { state, waiting, error_code: code, error_detail: detail } }: { task: Task }) {
  return (
    <>
      {waiting === null ? null : (
        <Message
          intent="warning"
          title={`It waits until ${new Date(waiting.until).toLocaleTimeString()}, and goes on by itself`}
          detail={waiting.detail}
          code={waiting.code}
        />
      )}
      {code && state === 'failure' ? (
        <Message intent="error" title="The run failed" detail={detail ?? ''} code={code} />
      ) : null}
      {state === 'skipped' ? (
        <MessageBar intent="info">
          <MessageBarBody>A newer run does what this one would have done, so it never began.</MessageBarBody>
        </MessageBar>
      ) : null}
    </>
  );
}
