import type { ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ProblemMessage } from './problem-message.tsx';

interface DeleteDialogProps<Item> {
  /** What is about to be deleted; absent: the dialog is closed. */
  item: Item | undefined;
  name(item: Item): string;
  /** What will be gone with it. */
  children: ReactNode;
  /** What deletes it. */
  change: {
    isPending: boolean;
    error: unknown;
    mutate(item: Item, options: { onSuccess(): void }): void;
    reset(): void;
  };
  onClose(): void;
  /** After it was deleted. */
  onDeleted?(): void;
}

/** Asks before something is deleted, and stays with the reason when it is refused. */
export function DeleteDialog<Item>({ item, name, children, change, onClose, onDeleted }: DeleteDialogProps<Item>) {
  if (item === undefined) return null;
  const close = () => {
    change.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      title={`Delete ${name(item)}?`}
      action="Delete"
      busy={change.isPending}
      onCancel={close}
      onConfirm={() =>
        change.mutate(item, {
          onSuccess() {
            close();
            onDeleted?.();
          },
        })
      }
    >
      {change.error === null ? null : <ProblemMessage error={change.error} />}
      {children}
    </ConfirmDialog>
  );
}
