import { makeStyles, tokens, useFocusFinders } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Edit } from '../api/use-edit.ts';
import { type Fact, Facts } from './facts.tsx';
import { FormDialog } from './form-dialog.tsx';
import { Loading } from './loading.tsx';
import { SavedNow } from './saved-now.tsx';

interface EditDialogProps<Value, Form, Saved> {
  title: string;
  /** The verb of what saving does, e.g. "Create". */
  action: string;
  edit: Edit<Value, Form, Saved>;
  /** The fields of the API that the form has: what is wrong with these is shown there and not again above. */
  fields: readonly string[];
  /** How what somebody else has saved is shown, by the labels of the fields. */
  facts?(saved: Value): readonly Fact[];
  /** Instead of filling the form with it, where it cannot be filled with it. */
  onTake?: (() => void) | undefined;
  /** The fields. */
  children(form: Form): ReactNode;
  onClose(): void;
  onSaved?(saved: Saved): void;
}

/**
 * A form over the page, for something new or for what there is. What somebody else has saved in the meantime is shown before it is
 * overwritten.
 */
export function EditDialog<Value, Form, Saved>({
  title,
  action,
  edit,
  fields,
  facts = () => [],
  onTake = edit.takeTheirs,
  children,
  onClose,
  onSaved,
}: EditDialogProps<Value, Form, Saved>) {
  const { form, theirs } = edit;
  const submit = () =>
    edit.submit((saved) => {
      onClose();
      onSaved?.(saved);
    });
  return (
    <FormDialog
      title={title}
      action={theirs === undefined ? action : 'Save mine'}
      busy={edit.busy}
      ready={form !== undefined}
      error={edit.error}
      fields={fields}
      onSubmit={submit}
      onCancel={onClose}
    >
      {theirs === undefined ? null : (
        <SavedNow onTake={onTake}>
          <Facts facts={facts(theirs)} />
        </SavedNow>
      )}
      {form === undefined && edit.error === null ? <Loading what="Reading what is saved" /> : null}
      {form === undefined ? null : <Fields>{children(form)}</Fields>}
    </FormDialog>
  );
}

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** The dialog takes the focus to what is there when it opens, which the fields may not be yet. */
function Fields({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const { findFirstFocusable } = useFocusFinders();
  useEffect(() => {
    if (place.current !== null) findFirstFocusable(place.current)?.focus();
  }, [findFirstFocusable]);
  return (
    <div ref={place} className={useStyles().fields}>
      {children}
    </div>
  );
}
