import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { type Integration, useTestAccess } from '../../api/use-integration.ts';
import { Panel } from '../panel.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { statusKinds } from './status-kinds.ts';

const useStyles = makeStyles({
  state: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  cause: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** How the access stands, why, since when that is known, and a way to find out anew. */
export function AccessStatus({ integration }: { integration: Integration }) {
  const styles = useStyles();
  const test = useTestAccess();
  const { id, status, cause, status_detail: detail, status_last_checked_at: at } = integration;
  return (
    <Panel
      title="Access"
      actions={
        <Button icon={<ArrowSyncRegular />} disabledFocusable={test.isPending} onClick={() => test.mutate(id)}>
          Test now
        </Button>
      }
    >
      {/* What changes by itself is said to the ear, too. */}
      <div role="status" className={styles.state}>
        <StatusBadge kind={statusKinds[status]}>{status}</StatusBadge>
        <Body1>{detail}</Body1>
        {cause === null ? null : <span className={styles.cause}>{cause}</span>}
      </div>
      <Body1 className={styles.quiet}>
        Last check: {at === null ? 'never' : <RelativeTime at={at} />}.
        {status === 'connected' ? '' : ' The service tests again by itself, and this page shows what it finds.'}
      </Body1>
    </Panel>
  );
}
