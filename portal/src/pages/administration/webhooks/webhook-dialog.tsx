import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { EventChoice } from './event-choice.tsx';
import { addressOf, type EventType, useSaveWebhook, type Webhook } from './use-webhooks.ts';

const types = [
  { value: 'generic', label: 'Generic: signed JSON for a program' },
  { value: 'slack', label: 'Slack: a sentence for an incoming webhook' },
];

interface WebhookDialogProps {
  /** Absent: a new one is made. */
  webhook: Webhook | undefined;
  onSecret(secret: ShownOnce): void;
  onClose(): void;
}

/** Makes a webhook, or changes one. */
export function WebhookDialog({ webhook, onSecret, onClose }: WebhookDialogProps) {
  const save = useSaveWebhook(webhook?.id, onSecret);
  const [name, setName] = useState(webhook?.name ?? '');
  const [type, setType] = useState<Webhook['type']>(webhook?.type ?? 'generic');
  const [url, setUrl] = useState(webhook === undefined ? '' : addressOf(webhook));
  const [events, setEvents] = useState<EventType[]>(
    webhook?.event_types ?? ['integration_status_changed', 'task_failed', 'secrets_expiring'],
  );
  const [newSecret, setNewSecret] = useState(false);
  // An address that is sent back as it was shown means the one that is there.
  const configuration = { url, ...(newSecret ? { secret: null } : {}) };
  return (
    <FormDialog
      title={webhook === undefined ? 'New webhook' : `Edit ${webhook.name}`}
      action={webhook === undefined ? 'Create' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'configuration.url']}
      onSubmit={() => save.mutate({ name, type, event_types: events, configuration }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextField label="Name" required value={name} onChange={setName} fault={faultOf(save.error, 'name')} />
      {webhook === undefined ? (
        <ChoiceField
          label="Type"
          choices={types}
          value={type}
          onChange={(value) => setType(value === 'slack' ? 'slack' : 'generic')}
        />
      ) : null}
      <TextField
        label="Address"
        required
        hint={
          webhook === undefined
            ? 'An https address on the Internet.'
            : 'Shown without what may be a credential. Leave it to keep the address.'
        }
        value={url}
        onChange={setUrl}
        fault={faultOf(save.error, 'configuration.url')}
      />
      {webhook?.type === 'generic' ? (
        <Checkbox
          label="Make a new signing secret; the present one ends at once"
          checked={newSecret}
          onChange={(_event, { checked }) => setNewSecret(checked === true)}
        />
      ) : null}
      <EventChoice chosen={events} onChange={setEvents} />
    </FormDialog>
  );
}
