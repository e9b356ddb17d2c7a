import { useState } from 'react';
import { faultOf } from '../../api/fault-of.ts';
import type { Schemas } from '../../api/schema.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type Rule, type RuleForm, type RuleOwner, useSaveRule } from './use-rule-changes.ts';

type RuleType = Schemas['ParameterRuleTypeEnum'];

/** What each type of rule means, and how its limit is written. */
const hints: Record<RuleType, string> = {
  min: 'The least that an integer may be.',
  max: 'The most that an integer may be.',
  min_len: 'How many characters a text has at least.',
  max_len: 'How many characters a text has at most.',
  regex: 'A regular expression (RE2) that the whole text fits.',
  one_of: 'The values that are allowed, as a list: ["a", "b"].',
};
const types = Object.keys(hints) as RuleType[];

interface RuleDialogProps {
  owner: RuleOwner;
  /** Absent: a new one is added. */
  rule?: Rule;
  onClose(): void;
}

export function RuleDialog({ owner, rule, onClose }: RuleDialogProps) {
  const save = useSaveRule(owner, rule?.id);
  const [form, setForm] = useState<RuleForm>({ type: rule?.type ?? 'min_len', constraint: rule?.constraint ?? '' });
  return (
    <FormDialog
      title={rule === undefined ? 'New rule' : `Edit the rule ${rule.type}`}
      action={rule === undefined ? 'Add' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['type', 'constraint']}
      onSubmit={() => save.mutate(form, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <ChoiceField
        label="Rule"
        choices={types.map((type) => ({ value: type, label: type }))}
        value={form.type}
        onChange={(type) => setForm({ ...form, type: type as RuleType })}
        fault={faultOf(save.error, 'type')}
      />
      <TextField
        label="Limit"
        hint={hints[form.type]}
        required
        value={form.constraint}
        onChange={(constraint) => setForm({ ...form, constraint })}
        fault={faultOf(save.error, 'constraint')}
      />
    </FormDialog>
  );
}
