import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', textAlign: 'left' },
  head: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightSemibold },
  // Columns give way to their texts, and to no less than their names.
  name: { whiteSpace: 'nowrap' },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    verticalAlign: 'top',
  },
});

interface PlainTableProps {
  label: string;
  headers: readonly string[];
  /** Each with a key and a cell for every header; the first cell names the row. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** A few rows, all of them in the document; for many there is `DataTable`. */
export function PlainTable({ label, headers, rows }: PlainTableProps) {
  const styles = useStyles();
  return (
    <table className={styles.table} aria-label={label}>
      <thead className={styles.head}>
        <tr>
          {headers.map((header) => (
            <th key={header} scope="col" className={mergeClasses(styles.cell, styles.name)}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row" className={styles.cell}>
              {first}
            </th>
            {others.map((cell, index) => (
              <td key={headers[index + 1]} className={styles.cell}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
