import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { fromLocalTime, toLocalTime } from '../local-time.ts';
import type { Tag } from '../use-tags.ts';
import { useSaveTag } from './use-tag-changes.ts';

interface TagDialogProps {
  environmentId: string;
  /** Absent: a new one is made. */
  tag?: Tag;
  onClose(): void;
}

export function TagDialog({ environmentId, tag, onClose }: TagDialogProps) {
  const save = useSaveTag(environmentId, tag?.id);
  const [before] = useState(() => (tag === undefined ? '' : toLocalTime(new Date(tag.timestamp))));
  const [time, setTime] = useState(before);
  const [name, setName] = useState(tag?.name ?? '');
  const [description, setDescription] = useState(tag?.description ?? '');
  const [immutable, setImmutable] = useState(tag?.immutable ?? false);
  // The input knows seconds only: what was not touched must not move the tag.
  const timestamp = tag !== undefined && time === before ? undefined : (fromLocalTime(time) ?? null);
  return (
    <FormDialog
      title={tag === undefined ? 'New tag' : `Edit or move ${tag.name}`}
      action={tag === undefined ? 'Create' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'description', 'timestamp']}
      onSubmit={() => save.mutate({ name, description, timestamp, immutable }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextField label="Name" required value={name} onChange={setName} fault={faultOf(save.error, 'name')} />
      <TextField
        label="Description"
        multiline
        value={description}
        onChange={setDescription}
        fault={faultOf(save.error, 'description')}
      />
      <TextField
        label="Point in time"
        hint="Empty: this very moment. Pushes that use the tag are run when it moves."
        type="datetime-local"
        value={time}
        onChange={setTime}
        fault={faultOf(save.error, 'timestamp')}
      />
      <Checkbox
        label="It can never be changed or moved again"
        checked={immutable}
        onChange={(_event, { checked }) => setImmutable(checked === true)}
      />
    </FormDialog>
  );
}
