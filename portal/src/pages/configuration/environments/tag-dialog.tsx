import { Checkbox } from '@fluentui/react-components';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { NameFields } from '../../../components/name-fields.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { fromLocalTime } from '../local-time.ts';
import type { Tag } from '../use-tags.ts';
import { useEditTag } from './use-tag-changes.ts';

interface TagDialogProps {
  environmentId: string;
  /** Absent: a new one is made. */
  tag?: Tag;
  onClose(): void;
}

export function TagDialog({ environmentId, tag, onClose }: TagDialogProps) {
  const edit = useEditTag(environmentId, tag?.id);
  return (
    <EditDialog
      title={tag === undefined ? 'New tag' : `Edit or move ${tag.name}`}
      action={tag === undefined ? 'Create' : 'Save'}
      edit={edit}
      fields={['name', 'description', 'timestamp']}
      facts={({ name, description, timestamp, immutable }) => [
        ['Name', name],
        ['Description', description || 'none'],
        ['Point in time', new Date(timestamp).toLocaleString()],
        ['Can be changed', immutable ? 'never again' : 'yes'],
      ]}
      onClose={onClose}
    >
      {(form) => (
        <>
          <NameFields form={form} edit={edit} />
          <TextField
            label="Point in time"
            hint="Empty: this very moment. Pushes that use the tag are run when it moves."
            type="datetime-local"
            value={form.time}
            onChange={(time) => edit.change({ time, timestamp: fromLocalTime(time) ?? null })}
            fault={edit.fault('timestamp')}
          />
          <Checkbox
            label="It can never be changed or moved again"
            checked={form.immutable}
            onChange={(_event, { checked }) => edit.change({ immutable: checked === true })}
          />
        </>
      )}
    </EditDialog>
  );
}
