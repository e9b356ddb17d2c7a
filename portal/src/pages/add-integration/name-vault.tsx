import { Button, Field, Input, makeStyles, Radio, RadioGroup, Textarea, tokens } from '@fluentui/react-components';
import { toProblem } from '../../api/problem.ts';
import { Panel } from '../../components/panel.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { TagEditor } from '../../components/tag-editor.tsx';
import type { Draft } from './draft.ts';
import { vaultNameOf, vaultNameRules } from './vault-name.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: tokens.spacingVerticalL },
  rules: { listStyleType: 'none', margin: 0, padding: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface NameVaultProps {
  draft: Draft;
  onChange(part: Partial<Draft>): void;
  busy: boolean;
  error: unknown;
  onBack(): void;
  onSubmit(): void;
}

export function NameVault({ draft, onChange, busy, error, onBack, onSubmit }: NameVaultProps) {
  const styles = useStyles();
  const { vaultName, writable, description, tags } = draft;
  const fits = vaultNameRules.every(({ holds }) => holds(vaultName));
  const fault = error === null ? undefined : toProblem(error).fields.vault_name;
  return (
    <Panel title="Name the vault">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (fits && !busy) onSubmit();
        }}
      >
        <Field
          label="Name of the vault"
          required
          hint="Its address or resource id may be pasted, too."
          {...(fault === undefined ? {} : { validationMessage: fault })}
        >
          <Input
            value={vaultName}
            autoComplete="off"
            onChange={(_event, { value }) => onChange({ vaultName: vaultNameOf(value) })}
          />
        </Field>
        <ul className={styles.rules} aria-label="Rules for the name">
          {vaultNameRules.map(({ text, holds }) => (
            <li key={text}>{`${holds(vaultName) ? '✓' : '○'} ${text}${holds(vaultName) ? '' : ' (not yet)'}`}</li>
          ))}
        </ul>
        <Field label="What the service may do">
          <RadioGroup
            value={writable ? 'write' : 'read'}
            onChange={(_event, { value }) => onChange({ writable: value === 'write' })}
          >
            <Radio value="read" label="Read only: secrets are imported, and nothing in the vault is ever changed" />
            <Radio
              value="write"
              label="Read and write: parameters are pushed to the vault, too; that needs a role with more permissions"
            />
          </RadioGroup>
        </Field>
        <Field label="Description">
          <Textarea value={description} onChange={(_event, { value }) => onChange({ description: value })} />
        </Field>
        <TagEditor
          legend="Resource tags, put on every secret that is pushed"
          tags={tags}
          onChange={(changed) => onChange({ tags: changed })}
        />
        {error === null ? null : <ProblemMessage error={error} />}
        <div className={styles.buttons}>
          <Button onClick={onBack}>Back</Button>
          <Button type="submit" appearance="primary" disabledFocusable={busy || !fits}>
            {busy ? 'Testing the access …' : 'Connect and test the access'}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
