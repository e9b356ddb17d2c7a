import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { PingResult } from './ping-result.tsx';
import { addressOf, usePing, type Webhook } from './use-webhooks.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  text: { margin: 0, overflowWrap: 'anywhere' },
});

/** Tries a webhook, on or off, and shows at once how it went. */
export function PingDialog({ webhook, onClose }: { webhook: Webhook; onClose(): void }) {
  const styles = useStyles();
  const ping = usePing();
  return (
    <Dialog open onOpenChange={(_event, data) => data.open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Send a test event to {webhook.name}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.text}>
              It is of the type “ping” and goes to {addressOf(webhook)} at once, in the form of all events, also while
              the webhook is off. The list goes on showing the last real delivery.
            </p>
            {ping.isPending ? (
              <Spinner size="tiny" label="Waiting for the receiver, 10 seconds at most …" role="status" />
            ) : null}
            {ping.isError ? <ProblemMessage error={ping.error} /> : null}
            {ping.isSuccess ? <PingResult result={ping.data} /> : null}
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={onClose}>Close</Button>
            <Button appearance="primary" disabledFocusable={ping.isPending} onClick={() => ping.mutate(webhook)}>
              Send a test event
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
