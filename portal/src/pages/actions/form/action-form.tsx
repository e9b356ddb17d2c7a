import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import type { Edit } from '../../../api/use-edit.ts';
import { useMayChange } from '../../../api/use-may-change.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { SavedNow } from '../../../components/saved-now.tsx';
import type { Action } from '../action.ts';
import { type Address, actionHref, actionsHref } from '../address.ts';
import { Settings } from '../detail/settings.tsx';
import { patternFault } from './pattern-fault.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '48rem' },
  pattern: { '& textarea': { fontFamily: tokens.fontFamilyMonospace } },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalM },
});

/** What both kinds have. */
export interface CommonFields {
  name: string;
  description: string;
  resource: string;
}

interface ActionFormProps {
  address: Address;
  form: CommonFields;
  edit: Pick<
    Edit<Action, CommonFields, unknown>,
    'change' | 'theirs' | 'takeTheirs' | 'submit' | 'busy' | 'error' | 'fault'
  >;
  /** How the pattern is written. */
  patternHint: ReactElement;
  /** What was found wrong with the pattern while it is typed. */
  liveFault?: string;
  /** What is told of the pattern while it is typed. */
  liveNote?: ReactNode;
  /** The options of this kind. */
  children: ReactNode;
  /** Saving a change of it runs it. */
  runs: boolean;
}

/**
 * Asks for an import or a push. What is wrong is said beside the field where the API names one, and above the button, and so is
 * what somebody else has saved in the meantime.
 */
export function ActionForm({ address, form, edit, patternHint, liveFault, liveNote, children, runs }: ActionFormProps) {
  const styles = useStyles();
  const { mayChange, reason } = useMayChange();
  const { change, theirs, busy, error } = edit;
  const isNew = address.actionId === '';
  const save = theirs === undefined ? 'Save' : 'Save mine';
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayChange && !busy) edit.submit();
      }}
    >
      <Field label="Name" required validationMessage={edit.fault('name')}>
        <Input value={form.name} onChange={(_event, { value }) => change({ name: value })} />
      </Field>
      <Field label="Description" validationMessage={edit.fault('description')}>
        <Input value={form.description} onChange={(_event, { value }) => change({ description: value })} />
      </Field>
      <Field label="Pattern" required hint={patternHint} validationMessage={liveFault ?? patternFault(error)}>
        <Textarea
          className={styles.pattern}
          spellCheck={false}
          rows={2}
          value={form.resource}
          onChange={(_event, { value }) => change({ resource: value })}
        />
      </Field>
      {liveNote}
      {children}
      {error === null ? null : <ProblemMessage error={error} />}
      {theirs === undefined ? null : (
        <SavedNow onTake={edit.takeTheirs}>
          <Settings action={theirs} named />
        </SavedNow>
      )}
      {mayChange ? null : reason}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={busy || !mayChange}>
          {isNew ? 'Create and run' : `${save}${runs ? ' and run' : ''}`}
        </Button>
        <ButtonLink href={isNew ? actionsHref(address) : actionHref(address)}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
