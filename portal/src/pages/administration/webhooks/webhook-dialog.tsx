import { Checkbox } from '@fluentui/react-components';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { EventChoice } from './event-choice.tsx';
import { addressOf, useEditWebhook, type Webhook } from './use-webhooks.ts';

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
  const edit = useEditWebhook(webhook?.id, onSecret);
  return (
    <EditDialog
      title={webhook === undefined ? 'New webhook' : `Edit ${webhook.name}`}
      action={webhook === undefined ? 'Create' : 'Save'}
      edit={edit}
      fields={['name', 'configuration.url']}
      facts={(saved) => [
        ['Name', saved.name],
        ['Address', addressOf(saved)],
        ['Events', saved.event_types.map((type) => type.replaceAll('_', ' ')).join(', ')],
        ['State', saved.enabled ? 'on' : 'off'],
      ]}
      onClose={onClose}
    >
      {({ name, type, url, shownUrl, events, newSecret }) => (
        <>
          <TextField
            label="Name"
            required
            value={name}
            onChange={(name) => edit.change({ name })}
            fault={edit.fault('name')}
          />
          {webhook === undefined ? (
            <ChoiceField
              label="Type"
              choices={types}
              value={type}
              onChange={(value) => edit.change({ type: value === 'slack' ? 'slack' : 'generic' })}
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
            value={url ?? shownUrl}
            onChange={(url) => edit.change({ url })}
            fault={edit.fault('configuration.url')}
          />
          {webhook?.type === 'generic' ? (
            <Checkbox
              label="Make a new signing secret; the present one ends at once"
              checked={newSecret}
              onChange={(_event, { checked }) => edit.change({ newSecret: checked === true })}
            />
          ) : null}
          <EventChoice chosen={events} onChange={(events) => edit.change({ events })} />
        </>
      )}
    </EditDialog>
  );
}
