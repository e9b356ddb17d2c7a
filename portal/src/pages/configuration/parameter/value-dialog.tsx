import { Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import type { Schemas } from '../../../api/schema.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { Environment } from '../environment-tree.ts';
import { useSetValue } from './use-value-changes.ts';

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
  const set = useSetValue({ projectId, parameterId: parameter.id }, environment);
  const [text, setText] = useState(parameter.secret ? '' : (replaced?.value ?? ''));
  const [isNull, setNull] = useState(replaced !== undefined && replaced.value === null);
  const [shown, setShown] = useState(!parameter.secret);
  const value = isNull ? null : text;
  return (
    <FormDialog
      title={`${replaced === undefined ? 'Set' : 'Replace'} ${parameter.name} in ${environment.name}`}
      action={replaced === undefined ? 'Set' : 'Replace'}
      busy={set.isPending}
      error={set.error}
      fields={isNull ? [] : ['internal_value']}
      onSubmit={() => set.mutate({ valueId: replaced?.id, value }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      {isNull ? null : (
        <TextField
          label="Value"
          multiline
          className={shown ? undefined : styles.masked}
          value={text}
          onChange={setText}
          fault={faultOf(set.error, 'internal_value')}
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
        onChange={(_event, { checked }) => setNull(checked === true)}
      />
    </FormDialog>
  );
}
