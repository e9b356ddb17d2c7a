import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { toProblem } from '../api/problem.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ProblemMessage } from './problem-message.tsx';

interface FormDialogProps {
  title: string;
  /** The verb of what will be done, e.g. "Create". */
  action: string;
  /** While it is being done nothing can be pressed. */
  busy: boolean;
  /** False: there is nothing to send yet. */
  ready?: boolean;
  /** Why it was refused; null while it was not. */
  error: unknown;
  /** The fields of the API that the form has: what is wrong with these is shown there and not again above. */
  fields: readonly string[];
  children: ReactNode;
  onSubmit(): void;
  onCancel(): void;
}

/** A form over the page. It is there as long as it is open. */
export function FormDialog({
  title,
  action,
  busy,
  ready = true,
  error,
  fields,
  children,
  onSubmit,
  onCancel,
}: FormDialogProps) {
  const faults = error === null ? [] : Object.keys(toProblem(error).fields);
  const atFields = faults.length > 0 && faults.every((field) => fields.includes(field));
  return (
    <DialogFrame
      title={title}
      actions={
        <>
          <Button disabledFocusable={busy} onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" appearance="primary" disabledFocusable={busy || !ready}>
            {action}
          </Button>
        </>
      }
      onSubmit={() => busy || !ready || onSubmit()}
      onClose={onCancel}
    >
      {error === null || atFields ? null : <ProblemMessage error={error} />}
      {children}
    </DialogFrame>
  );
}
