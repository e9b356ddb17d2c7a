import { Card, makeStyles, Title2, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';

const useStyles = makeStyles({
  page: {
    minHeight: '100%',
    display: 'grid',
    placeItems: 'center',
    padding: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  card: { width: 'min(28rem, 100%)', boxSizing: 'border-box', padding: tokens.spacingHorizontalXXL },
});

/** A page of its own, outside of the shell: one thing to read and at most one to do. */
export function NoticePage({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles();
  useEffect(() => {
    document.title = `${title} – Key Vault Integration`;
  }, [title]);
  return (
    <main className={styles.page}>
      <Card className={styles.card}>
        <Title2 as="h1">{title}</Title2>
        {children}
      </Card>
    </main>
  );
}
