import { Body1, Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface SavedNowProps {
  /** How what is saved looks. */
  children: ReactNode;
  onTake(): void;
}

/** What somebody else has saved while a form was open, beside what is in the form. */
export function SavedNow({ children, onTake }: SavedNowProps) {
  return (
    <section aria-label="What is saved now">
      <Body1>What is saved now:</Body1>
      {children}
      <Button onClick={onTake}>Take this instead of mine</Button>
    </section>
  );
}
