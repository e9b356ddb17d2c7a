import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { EnvironmentNode } from '../environment-tree.ts';
import { type CopyForm, useCopyEnvironment } from './use-environment-changes.ts';

/** Copies an environment with the values that are set in it. */
export function CopyDialog({ node, onClose }: { node: EnvironmentNode; onClose(): void }) {
  const { environment } = node;
  const copy = useCopyEnvironment(environment.id);
  const below = namesBelow(node);
  const [form, setForm] = useState<CopyForm>({
    name: `${environment.name}-copy`,
    description: environment.description ?? '',
    recursive: false,
    child_environment_names: Object.fromEntries(below.map((name) => [name, `${name}-copy`])),
  });
  const change = (changes: Partial<CopyForm>) => setForm({ ...form, ...changes });
  return (
    <FormDialog
      title={`Copy ${environment.name}`}
      action="Copy"
      busy={copy.isPending}
      error={copy.error}
      fields={['name', 'description']}
      onSubmit={() => copy.mutate(form, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextField
        label="Name of the copy"
        required
        value={form.name}
        onChange={(name) => change({ name })}
        fault={faultOf(copy.error, 'name')}
      />
      <TextField
        label="Description"
        multiline
        value={form.description}
        onChange={(description) => change({ description })}
        fault={faultOf(copy.error, 'description')}
      />
      {below.length === 0 ? null : (
        <Checkbox
          label="Copy the environments below it, too"
          checked={form.recursive}
          onChange={(_event, { checked }) => change({ recursive: checked === true })}
        />
      )}
      {form.recursive
        ? below.map((name) => (
            <TextField
              key={name}
              label={`Name of the copy of ${name}`}
              required
              value={form.child_environment_names[name] ?? ''}
              onChange={(copied) =>
                change({ child_environment_names: { ...form.child_environment_names, [name]: copied } })
              }
            />
          ))
        : null}
    </FormDialog>
  );
}

function namesBelow({ children }: EnvironmentNode): string[] {
  return children.flatMap((child) => [child.environment.name, ...namesBelow(child)]);
}
