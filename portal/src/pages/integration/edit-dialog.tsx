import { Body1, Checkbox, Field } from '@fluentui/react-components';
import type { Integration } from '../../api/use-integration.ts';
import { EditDialog as Dialog } from '../../components/edit-dialog.tsx';
import { TagEditor } from '../../components/tag-editor.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useEditIntegration } from './use-change-integration.ts';

/** Changes what can be changed of an integration. */
export function EditDialog({ integration, onClose }: { integration: Integration; onClose(): void }) {
  const edit = useEditIntegration(integration);
  return (
    <Dialog
      title={`Edit ${integration.vault_name}`}
      action="Save"
      edit={edit}
      fields={['description']}
      facts={({ description, writable, resource_tags = {} }) => [
        ['Description', description || 'none'],
        ['Access', writable ? 'read and write' : 'read only'],
        [
          'Resource tags',
          Object.entries(resource_tags)
            .map((tag) => tag.join(': '))
            .join(', ') || 'none',
        ],
      ]}
      onClose={onClose}
    >
      {({ description, writable, tags }) => (
        <>
          <TextField
            label="Description"
            multiline
            value={description}
            onChange={(description) => edit.change({ description })}
            fault={edit.fault('description')}
          />
          <Field hint="Writing needs more permissions, so that the access is tested anew when this changes.">
            <Checkbox
              label="Parameters may be pushed to the vault"
              checked={writable}
              onChange={(_event, { checked }) => edit.change({ writable: checked === true })}
            />
          </Field>
          <TagEditor
            legend="Resource tags, put on every secret that is pushed"
            tags={tags}
            onChange={(tags) => edit.change({ tags })}
          />
          <Body1>Tenant and vault stay what they are: connect another vault anew.</Body1>
        </>
      )}
    </Dialog>
  );
}
