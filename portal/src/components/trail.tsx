import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    color: tokens.colorNeutralForeground2,
  },
  step: {
    overflowWrap: 'anywhere',
    ':not(:last-child)::after': { content: '"›" / ""', marginLeft: tokens.spacingHorizontalXS },
  },
  link: { color: tokens.colorBrandForegroundLink },
});

/** The way from the outermost page to the one above this. */
export function Trail({ steps }: { steps: readonly (readonly [label: string, href: string])[] }) {
  const styles = useStyles();
  return (
    <nav aria-label="Breadcrumb">
      <ol className={styles.list}>
        {steps.map(([label, href]) => (
          <li key={href} className={styles.step}>
            <Link href={href} className={styles.link}>
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
