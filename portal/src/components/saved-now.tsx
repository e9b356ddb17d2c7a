import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  place: { display: 'grid', gap: tokens.spacingVerticalS },
  take: { justifySelf: 'start' },
});

interface SavedNowProps {
  /** How what is saved looks. */
  children: ReactNode;
  onTake(): void;
}

/** What somebody else has saved while a form was open, beside what is in the form. */
export function SavedNow({ children, onTake }: SavedNowProps) {
  const styles = useStyles();
  return (
    <section aria-label="What is saved now" className={styles.place}>
      <Body1>What is saved now:</Body1>
      {children}
      <Button className={styles.take} onClick={onTake}>
        Take this instead of mine
      </Button>
    </section>
  );
}
