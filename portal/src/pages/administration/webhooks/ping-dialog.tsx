import { Button, Spinner } from '@fluentui/react-components';
import { DialogFrame } from '../../../components/dialog-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { PingResult } from './ping-result.tsx';
import { addressOf, usePing, type Webhook } from './use-webhooks.ts';

/** Tries a webhook, on or off, and shows at once how it went. */
export function PingDialog({ webhook, onClose }: { webhook: Webhook; onClose(): void }) {
  const ping = usePing();
  return (
    <DialogFrame
      title={`Send a test event to ${webhook.name}`}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button appearance="primary" disabledFocusable={ping.isPending} onClick={() => ping.mutate(webhook)}>
            Send a test event
          </Button>
        </>
      }
      onClose={onClose}
    >
      <p>
        It is of the type “ping” and goes to {addressOf(webhook)} at once, in the form of all events, also while the
        webhook is off. The list goes on showing the last real delivery.
      </p>
      {ping.isPending ? (
        <Spinner size="tiny" label="Waiting for the receiver, 10 seconds at most …" role="status" />
      ) : null}
      {ping.isError ? <ProblemMessage error={ping.error} /> : null}
      {ping.isSuccess ? <PingResult result={ping.data} /> : null}
    </DialogFrame>
  );
}
