import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { DialogFrame } from './dialog-frame.tsx';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb of what will be done, e.g. "Disconnect". */
  action: string;
  /** While it is being done nothing can be pressed. */
  busy?: boolean;
  /** False: something is still to be entered before it can be confirmed. */
  ready?: boolean;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks before something that is not easily undone. */
export function ConfirmDialog({
  open,
  title,
  children,
  action,
  busy = false,
  ready = true,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  return (
    <DialogFrame
      title={title}
      open={open}
      insists
      actions={
        <>
          <Button disabledFocusable={busy} onClick={onCancel}>
            Cancel
          </Button>
          <Button appearance="primary" disabledFocusable={busy || !ready} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
      onClose={onCancel}
    >
      {children}
    </DialogFrame>
  );
}
