import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useId } from 'react';
import { Link, useLocation } from 'wouter';
import { phone } from '../components/screens.ts';
import { navigationGroups, pages } from './pages.ts';

const useStyles = makeStyles({
  navigation: {
    gridArea: 'navigation',
    overflow: 'auto',
    paddingBlock: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [phone]: { gridArea: 'main', zIndex: 5, borderRight: 'none' },
  },
  closed: { [phone]: { display: 'none' } },
  heading: {
    ...typographyStyles.caption1Strong,
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground2,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, paddingBottom: tokens.spacingVerticalS },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderLeft: '3px solid transparent',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    borderLeftColor: tokens.colorBrandStroke1,
    backgroundColor: tokens.colorNeutralBackground2Selected,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** The main navigation: at the side, on a phone over the page while it is open. */
export function Navigation({ open, onClose }: { open: boolean; onClose(): void }) {
  const styles = useStyles();
  const [location] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every way to another page closes it, also the browser's
  useEffect(onClose, [location]);
  return (
    <nav
      id="navigation"
      aria-label="Main"
      className={mergeClasses(styles.navigation, !open && styles.closed)}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      {navigationGroups.map((group) => (
        <Group key={group} name={group} />
      ))}
    </nav>
  );
}

function Group({ name }: { name: (typeof navigationGroups)[number] }) {
  const styles = useStyles();
  const [location] = useLocation();
  const id = useId();
  return (
    <>
      <div id={id} className={styles.heading}>
        {name}
      </div>
      <ul className={styles.list} aria-labelledby={id}>
        {pages.map(({ path, navigation }) => {
          if (navigation?.group !== name) return null;
          const current = location === path || location.startsWith(`${path}/`);
          return (
            <li key={path}>
              <Link
                href={path}
                aria-current={current ? 'page' : undefined}
                className={mergeClasses(styles.link, current && styles.current)}
              >
                <navigation.Icon />
                {navigation.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
