import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

const steps = ['Link the tenant', 'Name the vault', 'Grant access'] as const;

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    // The numbers stand to the left of their steps, in the gap.
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXXL}`,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground2,
  },
  current: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** Where somebody is on the way to a connected vault; `at` from 1. */
export function Steps({ at }: { at: 1 | 2 | 3 }) {
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label="Steps">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index + 1 === at ? 'step' : undefined}
          className={mergeClasses(index + 1 === at && styles.current)}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}
