import { Field, SearchBox } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

/** How long typing has to pause before it is searched for, in milliseconds. */
const pause = 300;

interface SearchFieldProps {
  label: string;
  value: string;
  /** Called when typing pauses. */
  onSearch(text: string): void;
  className?: string;
}

/** Searches for what is typed. */
export function SearchField({ label, value, onSearch, className }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed decides, whatever function stands for it
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), pause);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <Field label={label} className={className}>
      <SearchBox value={typed} onChange={(_event, data) => setTyped(data.value)} />
    </Field>
  );
}
