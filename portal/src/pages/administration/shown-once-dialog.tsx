import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { DialogFrame } from '../../components/dialog-frame.tsx';

const useStyles = makeStyles({
  secret: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

export interface ShownOnce {
  /** What it is, e.g. "the key of deploy". */
  what: string;
  secret: string;
}

interface ShownOnceDialogProps {
  /** Undefined: the dialog is closed. Whoever opens it keeps the secret nowhere else. */
  shown: ShownOnce | undefined;
  /** What it is for. */
  children: ReactNode;
  /** The secret is to be forgotten now. */
  onClose(): void;
}

/** A secret that the service tells this once. Only its button closes it, so that a slip does not lose it. */
export function ShownOnceDialog({ shown, children, onClose }: ShownOnceDialogProps) {
  const styles = useStyles();
  if (shown === undefined) return null;
  const { what, secret } = shown;
  return (
    <DialogFrame
      title={`Copy ${what}`}
      insists
      actions={
        <Button appearance="primary" onClick={onClose}>
          I have kept it
        </Button>
      }
      onClose={onClose}
    >
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>It is not shown again: keep it where you keep your secrets before you go on.</MessageBarBody>
      </MessageBar>
      <div className={styles.secret}>
        <code className={styles.text}>{secret}</code>
        <CopyButton text={secret} what={what} />
      </div>
      {children}
    </DialogFrame>
  );
}
