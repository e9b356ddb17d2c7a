import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { phone } from './screens.ts';

export interface Column<Row> {
  header: string;
  /** As in grid-template-columns, e.g. `2fr` or `8rem`. */
  width: string;
  cell(row: Row): ReactNode;
}

interface DataTableProps<Row> {
  /** What is listed, for who does not see it. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** How many rows there are in all, also those that are not loaded. */
  total: number;
  /** Called when the end of the loaded rows comes into sight. */
  onEnd?(): void;
}

const useStyles = makeStyles({
  scroll: {
    flexGrow: 1,
    height: 0,
    // Not higher than its rows: what comes after few of them follows close.
    maxHeight: 'max-content',
    overflow: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { minWidth: 'min-content' },
  body: { position: 'relative' },
  row: {
    display: 'grid',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [phone]: { display: 'flex', flexDirection: 'column', alignItems: 'stretch', rowGap: tokens.spacingVerticalXS },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightSemibold,
    // There each cell carries the name of its column. Only out of sight, since it still names the columns to screen readers.
    [phone]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      padding: 0,
    },
  },
  placed: { position: 'absolute', top: 0, left: 0, width: '100%' },
  cell: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    [phone]: {
      display: 'grid',
      gridTemplateColumns: '7rem minmax(0, 1fr)',
      justifyItems: 'start',
      ':has(> :empty)': { display: 'none' },
      '::before': { content: 'attr(data-header)', color: tokens.colorNeutralForeground2 },
    },
  },
});

/**
 * Rows of any number, of which only those in sight are in the document. Takes the height that the page has left; on a phone each
 * row is a card. Its parts have roles instead of a table's own elements, which browsers lay out by their own rules.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, total, onEnd }: DataTableProps<Row>) {
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const [head, setHead] = useState<HTMLDivElement | null>(null);
  // With the line above it.
  const headHeight = (head?.offsetHeight ?? 0) + 1;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 45,
    overscan: 8,
    getItemKey: (index) => rowKey(rows[index] as Row),
  });
  const items = virtual.getVirtualItems();
  const atEnd = rows.length > 0 && (items.at(-1)?.index ?? 0) >= rows.length - 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every end, whatever function stands for it
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, rows.length]);

  const gridTemplateColumns = columns.map(({ width }) => width).join(' ');
  return (
    <section
      ref={scroll}
      className={styles.scroll}
      style={{ minHeight: `min(16rem, ${virtual.getTotalSize() + headHeight}px)` }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      aria-label={label}
    >
      <div role="table" aria-label={label} aria-rowcount={total + 1} className={styles.table}>
        <div role="rowgroup">
          <div
            ref={setHead}
            role="row"
            aria-rowindex={1}
            className={mergeClasses(styles.row, styles.head)}
            style={{ gridTemplateColumns }}
          >
            {columns.map(({ header }) => (
              <div key={header} role="columnheader">
                {header}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              ref={virtual.measureElement}
              data-index={index}
              className={mergeClasses(styles.row, styles.placed)}
              style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
            >
              {columns.map(({ header, cell }) => (
                <div key={header} role="cell" data-header={header} className={styles.cell}>
                  <div>{cell(rows[index] as Row)}</div>
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}
