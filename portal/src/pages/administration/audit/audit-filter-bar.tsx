import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { dayOf, endOf, startOf } from '../day.ts';
import { type AuditFilter, actions, objectTypes } from './audit-filter.ts';
import { useUserChoices } from './use-user-choices.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
});

interface AuditFilterBarProps {
  filter: AuditFilter;
  onChange(changes: Partial<Record<keyof AuditFilter, string>>): void;
  onClear(): void;
}

export function AuditFilterBar({ filter, onChange, onClear }: AuditFilterBarProps) {
  const { action = '', object_type = '', object_id, user_id = '', earliest, latest } = filter;
  const all = { value: '', label: 'All' };
  const users = useUserChoices(user_id);
  return (
    <search className={useStyles().bar} aria-label="Filter">
      <ChoiceField
        label="Action"
        choices={[all, ...actions.map((each) => ({ value: each, label: each }))]}
        value={action}
        onChange={(value) => onChange({ action: value })}
      />
      <ChoiceField
        label="Kind"
        choices={[all, ...Object.entries(objectTypes).map(([value, label]) => ({ value, label }))]}
        value={object_type}
        onChange={(value) => onChange({ object_type: value })}
      />
      <ChoiceField
        label="Who"
        choices={[all, ...users]}
        value={user_id}
        onChange={(value) => onChange({ user_id: value })}
      />
      <TextField
        label="From"
        type="date"
        value={earliest === undefined ? '' : dayOf(earliest)}
        onChange={(day) => onChange({ earliest: startOf(day) })}
      />
      <TextField
        label="Until"
        type="date"
        value={latest === undefined ? '' : dayOf(latest)}
        onChange={(day) => onChange({ latest: endOf(day) })}
      />
      {object_id === undefined ? null : (
        <Button icon={<DismissRegular />} iconPosition="after" onClick={() => onChange({ object_id: '' })}>
          One object only
        </Button>
      )}
      {Object.keys(filter).length === 0 ? null : <Button onClick={onClear}>Clear the filter</Button>}
    </search>
  );
}
