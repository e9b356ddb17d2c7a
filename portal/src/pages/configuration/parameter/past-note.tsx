import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { Moment } from '../look.ts';

/** Says that what is shown is not how it is now. */
export function PastNote({ moment, onNow }: { moment: Moment; onNow(): void }) {
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>
        {moment.tag === undefined
          ? `These are the values of ${new Date(moment.as_of ?? '').toLocaleString()}.`
          : `These are the values as of the tag ${moment.tag}.`}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onNow}>Show now</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
