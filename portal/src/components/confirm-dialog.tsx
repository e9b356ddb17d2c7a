import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

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
    <Dialog modalType="alert" open={open} onOpenChange={(_event, data) => data.open || onCancel()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions fluid>
            <Button disabledFocusable={busy} onClick={onCancel}>
              Cancel
            </Button>
            <Button appearance="primary" disabledFocusable={busy || !ready} onClick={onConfirm}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
