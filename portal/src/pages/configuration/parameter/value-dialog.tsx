import { Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Schemas } from '../../../api/schema.ts';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { Environment } from '../environment-tree.ts';
import { ShownValue } from '../shown-value.tsx';
import { useEditValue } from './use-value-changes.ts';

// A password field would drop the line breaks of what is pasted.
const useStyles = makeStyles({ masked: { '& textarea': { WebkitTextSecurity: 'disc' } as object } });

interface ValueDialogProps {
  projectId: string;
  parameter: Schemas['Parameter'];
  environment: Environment;
  /** The value that is set there and will be replaced. */
  replaced?: Schemas['Value'];
  onClose(): void;
}

/** Sets a value, or replaces one. */
export function ValueDialog({ projectId, parameter, environment, replaced, onClose }: ValueDialogProps) {
  const styles = useStyles();
  const edit = useEditValue({ projectId, parameterId: parameter.id }, environment, replaced?.id);
  const [shown, setShown] = useState(!parameter.secret);
  const action = replaced === undefined ? 'Set' : 'Replace';
  return (
    <EditDialog
      title={`${action} ${parameter.name} in ${environment.name}`}
      action={action}
      edit={edit}
      fields={edit.form?.isNull ? [] : ['internal_value']}
      facts={(value) => [
        ['Value', <ShownValue key="value" value={value} />],
        ['Set', <RelativeTime key="set" at={value.modified_at ?? value.created_at} />],
      ]}
      onTake={parameter.secret ? onClose : undefined}
      onClose={onClose}
    >
      {({ text, isNull }) => (
        <>
          {isNull ? null : (
            <TextField
              label="Value"
              multiline
              className={shown ? undefined : styles.masked}
              value={text}
              onChange={(value) => edit.change({ text: value })}
              fault={edit.fault('internal_value')}
            />
          )}
          {parameter.secret && !isNull ? (
            <Checkbox
              label="Show what I type"
              checked={shown}
              onChange={(_event, { checked }) => setShown(checked === true)}
            />
          ) : null}
          <Checkbox
            label="No value at all (null), whatever is inherited"
            checked={isNull}
            onChange={(_event, { checked }) => edit.change({ isNull: checked === true })}
          />
        </>
      )}
    </EditDialog>
  );
}
