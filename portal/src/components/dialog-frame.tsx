import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    // What does not fit is scrolled to: a message would shrink to less than what it says.
    '& > *': { flexShrink: 0 },
    '& > p': { margin: 0, overflowWrap: 'anywhere' },
  },
});

interface DialogFrameProps {
  title: string;
  /** False: it is not there. */
  open?: boolean;
  /** Only its buttons close it. */
  insists?: boolean;
  /** Its content holds nothing that takes the focus, and may be longer than the screen. */
  readOnly?: boolean;
  children: ReactNode;
  /** Its buttons, the weightiest last. */
  actions: ReactNode;
  /** Present: it is a form, and this sends it. */
  onSubmit?(): void;
  onClose(): void;
}

/** Something over the page, until it is closed. */
export function DialogFrame({
  title,
  open = true,
  insists = false,
  readOnly = false,
  children,
  actions,
  onSubmit,
  onClose,
}: DialogFrameProps) {
  const body = (
    <DialogBody>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className={useStyles().content} tabIndex={readOnly ? 0 : undefined}>
        {children}
      </DialogContent>
      <DialogActions fluid>{actions}</DialogActions>
    </DialogBody>
  );
  return (
    <Dialog
      open={open}
      modalType={insists ? 'alert' : 'modal'}
      onOpenChange={(_event, { open: stays }) => stays || onClose()}
    >
      <DialogSurface>
        {onSubmit === undefined ? (
          body
        ) : (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              onSubmit();
            }}
          >
            {body}
          </form>
        )}
      </DialogSurface>
    </Dialog>
  );
}
