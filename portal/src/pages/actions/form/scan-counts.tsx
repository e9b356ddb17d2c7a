import { Body1, Spinner } from '@fluentui/react-components';
import { foundBy, type Scan } from './use-scan.ts';

/** How many secrets the pattern matches, right where it is typed. */
export function ScanCounts({ scan: { data, isFetching } }: { scan: Scan }) {
  const { matched, skipped } = foundBy(data);
  return (
    <div role="status">
      {isFetching ? <Spinner size="tiny" labelPosition="after" label="Looking through the vault …" /> : null}
      {data === undefined || isFetching ? null : (
        <Body1>{`${matched.length} matched, ${skipped.length} skipped`}</Body1>
      )}
    </div>
  );
}
