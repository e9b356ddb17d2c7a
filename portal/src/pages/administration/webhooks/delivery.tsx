import { makeStyles, tokens } from '@fluentui/react-components';
import { RelativeTime } from '../../../components/relative-time.tsx';
import type { Webhook } from './use-webhooks.ts';

const useStyles = makeStyles({ code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 } });

/** How the last delivery went: when, and if it failed why and what comes next. */
export function Delivery({ webhook: { last_run, last_error: error } }: { webhook: Webhook }) {
  const styles = useStyles();
  if (last_run === null) return 'nothing sent yet';
  if (error === null || error === undefined) {
    return (
      <>
        delivered <RelativeTime at={last_run} />
      </>
    );
  }
  const { detail, code, attempt, next_attempt_at: next } = error;
  return (
    <div>
      {String(detail)} Attempt {String(attempt)}, <RelativeTime at={last_run} />;{' '}
      {typeof next === 'string' ? (
        <>
          the next one <RelativeTime at={next} />
        </>
      ) : (
        'given up'
      )}
      . <span className={styles.code}>{String(code)}</span>
    </div>
  );
}
