import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { phone } from './screens.ts';

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minHeight: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXXL,
    [phone]: { padding: tokens.spacingHorizontalM },
  },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  title: { ...typographyStyles.title2, flexGrow: 1, outlineStyle: 'none', overflowWrap: 'anywhere' },
});

/** Where the last page was, so that only a way to another one moves the focus. */
let shown: string | undefined;

interface PageFrameProps {
  /** The page's heading and the document's title. */
  title: string;
  /** The way to this page, over its heading. */
  trail?: ReactNode;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** What every page is put in. After a way from another page the heading has the focus, so that screen readers say it. */
export function PageFrame({ title, trail, actions, children }: PageFrameProps) {
  const styles = useStyles();
  const [location] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Key Vault Integration`;
  }, [title]);
  useEffect(() => {
    if (shown !== undefined && shown !== location) heading.current?.focus();
    shown = location;
  }, [location]);
  return (
    <div className={styles.frame}>
      {trail}
      <div className={styles.top}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
