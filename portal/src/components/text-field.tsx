import { Field, Input, type InputProps, Textarea } from '@fluentui/react-components';

interface TextFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  /** What is wrong with it. */
  fault?: string;
  hint?: string;
  required?: boolean;
  /** Several lines. */
  multiline?: boolean;
  type?: InputProps['type'];
  className?: string;
}

/** One text of a form, with its label and what is wrong with it. */
export function TextField({
  label,
  value,
  onChange,
  fault,
  hint,
  required,
  multiline,
  type,
  className,
}: TextFieldProps) {
  const props = { value, onChange: (_event: unknown, data: { value: string }) => onChange(data.value) };
  return (
    <Field label={label} hint={hint} required={required} validationMessage={fault} className={className}>
      {multiline ? <Textarea resize="vertical" {...props} /> : <Input type={type} autoComplete="off" {...props} />}
    </Field>
  );
}
