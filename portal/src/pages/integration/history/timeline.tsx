import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Segment } from './segments.ts';

/** How tall each status is drawn, of 40: they can be told apart without colours. */
const heights: Record<Segment['status'], number> = {
  connected: 40,
  checking: 30,
  pending: 30,
  errored: 20,
  missing: 14,
  unknown: 6,
};

const useStyles = makeStyles({
  picture: { display: 'block', width: '100%', height: '40px', backgroundColor: tokens.colorNeutralBackground3 },
  ends: { display: 'flex', justifyContent: 'space-between', color: tokens.colorNeutralForeground2 },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  item: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  swatch: { width: '14px', height: '20px' },
  connected: { fill: tokens.colorPaletteGreenBackground3 },
  errored: { fill: tokens.colorPaletteRedBackground3 },
  missing: { fill: tokens.colorPaletteDarkOrangeBackground3 },
  checking: { fill: tokens.colorBrandBackground },
  pending: { fill: tokens.colorBrandBackground },
  unknown: { fill: tokens.colorNeutralForeground4 },
});

/** The statuses of a span side by side, each as wide as it lasted. `label` says the same in words; the table has it exactly. */
export function Timeline({ segments, label, start }: { segments: readonly Segment[]; label: string; start: string }) {
  const styles = useStyles();
  const shown = [...new Set(segments.map(({ status }) => status))];
  return (
    <div>
      <svg className={styles.picture} viewBox="0 0 1000 40" preserveAspectRatio="none" role="img" aria-label={label}>
        {segments.map(({ status, from, to }) => (
          <rect
            key={from}
            className={mergeClasses(styles[status])}
            x={from * 1000}
            // What lasted for moments only is still to be seen.
            width={Math.max((to - from) * 1000, 2)}
            y={40 - heights[status]}
            height={heights[status]}
          />
        ))}
      </svg>
      <div className={styles.ends}>
        <span>{start}</span>
        <span>now</span>
      </div>
      <ul className={styles.legend} aria-label="Legend">
        {shown.map((status) => (
          <li key={status} className={styles.item}>
            <svg className={styles.swatch} viewBox="0 0 14 40" preserveAspectRatio="none" aria-hidden="true">
              <rect className={styles[status]} width="14" y={40 - heights[status]} height={heights[status]} />
            </svg>
            {status}
          </li>
        ))}
      </ul>
    </div>
  );
}
