import { Field, Select } from '@fluentui/react-components';

export interface Choice {
  value: string;
  label: string;
}

interface ChoiceFieldProps {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange(value: string): void;
  fault?: string;
  hint?: string;
  className?: string;
}

/** One of a list; the browser's own, which every phone and screen reader knows. */
export function ChoiceField({ label, choices, value, onChange, fault, hint, className }: ChoiceFieldProps) {
  return (
    <Field label={label} hint={hint} validationMessage={fault} className={className}>
      <Select value={value} onChange={(_event, data) => onChange(data.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
