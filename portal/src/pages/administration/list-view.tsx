import { Body1 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Loading } from '../../components/loading.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';

interface ListViewProps<Row> {
  label: string;
  /** One of them and many, for the line that says how many there are. */
  nouns: readonly [one: string, many: string];
  list: {
    rows: readonly Row[];
    total: number;
    isLoading: boolean;
    error: unknown;
    loadMore(): void;
    reload(): void;
  };
  columns: readonly Column<Row>[];
  rowKey(row: Row): string;
  /** In place of the rows while there is none. */
  empty: ReactNode;
}

/** A list in each of its states: loading, failed, empty, and there. */
export function ListView<Row>({ label, nouns: [one, many], list, columns, rowKey, empty }: ListViewProps<Row>) {
  const { rows, total, isLoading, error, loadMore, reload } = list;
  return (
    <>
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what={`Loading the ${many}`} /> : null}
      {!isLoading && error === null && rows.length === 0 ? empty : null}
      {rows.length === 0 ? null : (
        <>
          <Body1>{total === 1 ? `1 ${one}` : `${total} ${many}`}</Body1>
          <DataTable label={label} columns={columns} rows={rows} rowKey={rowKey} total={total} onEnd={loadMore} />
        </>
      )}
    </>
  );
}
