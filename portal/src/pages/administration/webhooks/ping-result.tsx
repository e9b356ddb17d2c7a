import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { Schemas } from '../../../api/schema.ts';

const useStyles = makeStyles({
  line: { display: 'block', whiteSpace: 'normal', overflowWrap: 'anywhere' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** How a test event fared, as the API tells it: status and time, and if it was not delivered why and what to do. */
export function PingResult({ result }: { result: Schemas['WebHookPing'] }) {
  const styles = useStyles();
  const { delivered, status, milliseconds, error, event_id: eventId } = result;
  const answered = status === null ? 'No answer' : `HTTP status ${status}`;
  return (
    <MessageBar intent={delivered ? 'success' : 'error'} layout="multiline" role={delivered ? 'status' : 'alert'}>
      <MessageBarBody>
        <MessageBarTitle>{delivered ? 'Delivered' : 'Not delivered'}</MessageBarTitle>
        <span className={styles.line}>
          {answered}, after {milliseconds} ms.
        </span>
        {error === null ? null : (
          <>
            <span className={styles.line}>{error.detail}</span>
            <span className={styles.line}>{error.next}</span>
          </>
        )}
        <span className={`${styles.line} ${styles.code}`}>
          {error === null ? eventId : `${error.code} · ${eventId}`}
        </span>
      </MessageBarBody>
    </MessageBar>
  );
}
