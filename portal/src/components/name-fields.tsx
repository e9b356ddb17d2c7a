import type { Edit } from '../api/use-edit.ts';
import { TextField } from './text-field.tsx';

interface Named {
  name: string;
  description: string;
}

interface NameFieldsProps {
  form: Named;
  edit: Pick<Edit<unknown, Named, unknown>, 'change' | 'fault'>;
  nameHint?: string;
}

/** What most things have: a name, and a description. */
export function NameFields({ form, edit, nameHint }: NameFieldsProps) {
  const { name, description } = form;
  return (
    <>
      <TextField
        label="Name"
        required
        hint={nameHint}
        value={name}
        onChange={(name) => edit.change({ name })}
        fault={edit.fault('name')}
      />
      <TextField
        label="Description"
        multiline
        value={description}
        onChange={(description) => edit.change({ description })}
        fault={edit.fault('description')}
      />
    </>
  );
}
