import { Body1, Spinner } from '@fluentui/react-components';
import type { Preview } from './use-push-preview.ts';

/** How many secrets a push would be about, right where its pattern is typed. */
export function PreviewCounts({ preview: { data, isFetching } }: { preview: Preview }) {
  return (
    <div role="status">
      {isFetching ? <Spinner size="tiny" labelPosition="after" label="Naming the secrets …" /> : null}
      {data === undefined || isFetching ? null : (
        <Body1>
          {data.count === 1 ? '1 secret' : `${data.count} secrets`}
          {data.problem_count === 0 ? '' : `, ${data.problem_count} of them with a problem`}
        </Body1>
      )}
    </div>
  );
}
