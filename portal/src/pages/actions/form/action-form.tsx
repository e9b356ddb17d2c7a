import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { toProblem } from '../../../api/problem.ts';
import { useMayChange } from '../../../api/use-may-change.ts';
import { ButtonLink } from '../../../components/button-link.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
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
  fields: CommonFields;
  onChange(change: Partial<CommonFields>): void;
  /** How the pattern is written; absent: there is none to write. */
  patternHint?: ReactElement;
  /** What was found wrong with the pattern while it is typed. */
  liveFault?: string;
  /** What is told of the pattern while it is typed. */
  liveNote?: ReactNode;
  /** The options of this kind. */
  children: ReactNode;
  /** What saving does, e.g. "Create and run". */
  action: string;
  busy: boolean;
  /** Why it was not saved. */
  error: unknown;
  cancelHref: string;
  onSave(): void;
}

/** Asks for an import or a push. What is wrong is said beside the field where the API names one, and above the button. */
export function ActionForm(props: ActionFormProps) {
  const styles = useStyles();
  const { fields, onChange, patternHint, liveFault, liveNote, children, action, busy, error, cancelHref, onSave } =
    props;
  const { mayChange, reason } = useMayChange();
  const faults = error === null ? {} : toProblem(error).fields;
  const fault = liveFault ?? patternFault(error);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayChange && !busy) onSave();
      }}
    >
      <Field label="Name" required validationMessage={faults.name}>
        <Input value={fields.name} onChange={(_event, { value }) => onChange({ name: value })} />
      </Field>
      <Field label="Description" validationMessage={faults.description}>
        <Input value={fields.description} onChange={(_event, { value }) => onChange({ description: value })} />
      </Field>
      {patternHint === undefined ? null : (
        <Field label="Pattern" required hint={patternHint} validationMessage={fault}>
          <Textarea
            className={styles.pattern}
            spellCheck={false}
            rows={2}
            value={fields.resource}
            onChange={(_event, { value }) => onChange({ resource: value })}
          />
        </Field>
      )}
      {liveNote}
      {children}
      {error === null ? null : <ProblemMessage error={error} />}
      {mayChange ? null : reason}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={busy || !mayChange}>
          {action}
        </Button>
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
