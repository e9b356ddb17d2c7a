import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { type Key, keyState, keyStateKinds } from './key-state.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  key: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '32px',
  },
  prefix: { fontFamily: tokens.fontFamilyMonospace },
  revoke: { marginLeft: 'auto' },
});

interface KeyListProps {
  keys: readonly Key[];
  /** Absent where it is not offered. */
  onRevoke?: ((key: Key) => void) | undefined;
}

/** Keys by what is before their dot, with their states; an account has few. */
export function KeyList({ keys, onRevoke }: KeyListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label="Keys">
      {keys.map((key) => {
        const { prefix, created, expiry_date: expiry } = key;
        const state = keyState(key);
        return (
          <li key={prefix} className={styles.key}>
            <code className={styles.prefix}>{prefix}.…</code>
            <StatusBadge kind={keyStateKinds[state]}>{state}</StatusBadge>
            <span>
              made <RelativeTime at={created} />
            </span>
            {expiry === null || expiry === undefined ? null : (
              <span>
                expires <RelativeTime at={expiry} />
              </span>
            )}
            {onRevoke === undefined || state !== 'valid' ? null : (
              <Button
                size="small"
                className={styles.revoke}
                aria-label={`Revoke ${prefix}`}
                onClick={() => onRevoke(key)}
              >
                Revoke
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
