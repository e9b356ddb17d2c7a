import type { Schemas } from '../../api/schema.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { EditDialog } from '../../components/edit-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type Rule, type RuleOwner, useEditRule } from './use-rule-changes.ts';

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
  const edit = useEditRule(owner, rule?.id);
  return (
    <EditDialog
      title={rule === undefined ? 'New rule' : `Edit the rule ${rule.type}`}
      action={rule === undefined ? 'Add' : 'Save'}
      edit={edit}
      fields={['type', 'constraint']}
      facts={({ type, constraint }) => [
        ['Rule', type],
        ['Limit', constraint],
      ]}
      onClose={onClose}
    >
      {(form) => (
        <>
          <ChoiceField
            label="Rule"
            choices={types.map((type) => ({ value: type, label: type }))}
            value={form.type}
            onChange={(type) => edit.change({ type: type as RuleType })}
            fault={edit.fault('type')}
          />
          <TextField
            label="Limit"
            hint={hints[form.type]}
            required
            value={form.constraint}
            onChange={(constraint) => edit.change({ constraint })}
            fault={edit.fault('constraint')}
          />
        </>
      )}
    </EditDialog>
  );
}
