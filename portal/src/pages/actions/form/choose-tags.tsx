import { Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { environmentIdOf, useEnvironments, useTags } from '../use-tags.ts';
import { ChooseMany } from './choose-many.tsx';

interface ChooseTagsProps {
  /** Addresses of tags. */
  chosen: readonly string[];
  fault?: string;
  onChange(chosen: string[]): void;
}

/** Tags of environments: those of one environment at a time, and those that are chosen already. */
export function ChooseTags({ chosen, ...props }: ChooseTagsProps) {
  const [environmentId, setEnvironmentId] = useState('');
  const { data: environments = [] } = useEnvironments();
  const shown = new Set([...chosen.map(environmentIdOf), ...(environmentId === '' ? [] : [environmentId])]);
  const tags = useTags([...shown]);
  const names = new Map(environments.map(({ id, name }) => [id, name]));
  const options = tags
    .filter((tag) => tag.environmentId === environmentId || chosen.includes(tag.url))
    .map((tag) => ({ id: tag.url, name: `${names.get(tag.environmentId) ?? ''} / ${tag.name}` }));
  return (
    <>
      <Field label="Environment of tags" hint="Choose one to see its tags.">
        <Select value={environmentId} onChange={(_event, { value }) => setEnvironmentId(value)}>
          <option value="">No environment</option>
          {environments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {options.length === 0 ? null : (
        <ChooseMany
          label="Tags"
          hint="With tags, values are pushed as they were at those moments; without, as they are."
          options={options}
          chosen={chosen}
          {...props}
        />
      )}
    </>
  );
}
