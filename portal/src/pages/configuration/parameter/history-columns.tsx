import { Button } from '@fluentui/react-components';
import type { Column } from '../../../components/data-table.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import type { PastValue } from './use-history.ts';

const meanings: Record<PastValue['state'], string> = {
  set: 'a value',
  null: 'null',
  removed: 'no value here',
};

export function historyColumns(onLook: (since: string) => void): Column<PastValue>[] {
  return [
    {
      header: 'Since',
      width: 'minmax(14rem, 2fr)',
      cell: ({ since }) => (
        <>
          {new Date(since).toLocaleString()} (<RelativeTime at={since} />)
        </>
      ),
    },
    { header: 'Was', width: 'minmax(6rem, 1fr)', cell: ({ state }) => meanings[state] },
    {
      header: 'Look',
      width: '10rem',
      cell: ({ since }) => (
        <Button
          size="small"
          aria-label={`Show the values of ${new Date(since).toLocaleString()}`}
          onClick={() => onLook(since)}
        >
          Show the values
        </Button>
      ),
    },
  ];
}
