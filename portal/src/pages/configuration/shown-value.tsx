import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { Schemas } from '../../api/schema.ts';

const useStyles = makeStyles({
  text: {
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    display: '-webkit-box',
    overflow: 'hidden',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
  },
  nothing: { color: tokens.colorNeutralForeground3 },
});

/** A value as far as a list shows it: a secret only that there is one. */
export function ShownValue({ value }: { value: Schemas['Value'] | null | undefined }) {
  const styles = useStyles();
  if (!value) return <span className={styles.nothing}>not set</span>;
  if (value.value === null) return <Badge appearance="outline">null</Badge>;
  if (value.secret) {
    return (
      <span role="img" aria-label="hidden">
        ••••••••
      </span>
    );
  }
  if (value.value === '') return <span className={styles.nothing}>empty</span>;
  return <span className={styles.text}>{value.value}</span>;
}
