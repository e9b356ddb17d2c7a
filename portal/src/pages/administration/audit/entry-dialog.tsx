import { Button } from '@fluentui/react-components';
import { DialogFrame } from '../../../components/dialog-frame.tsx';
import { Facts } from '../../../components/facts.tsx';
import type { AuditFilter } from './audit-filter.ts';
import { objectTypeName } from './object-type-name.ts';
import type { AuditEntry } from './use-audit.ts';

interface EntryDialogProps {
  /** Undefined: the dialog is closed. */
  entry: AuditEntry | undefined;
  /** Narrows the list behind. */
  onFilter(changes: Pick<AuditFilter, 'object_id' | 'user_id'>): void;
  onClose(): void;
}

/** All that is known of one change. What was written is never in the audit. */
export function EntryDialog({ entry, onFilter, onClose }: EntryDialogProps) {
  if (entry === undefined) return null;
  const { action, object_type, object_name, object_id, timestamp, user, outcome } = entry;
  return (
    <DialogFrame
      title={`${action} ${object_name}`}
      readOnly
      actions={
        <>
          {object_id === '' ? null : (
            <Button onClick={() => onFilter({ object_id })}>All changes of this object</Button>
          )}
          <Button onClick={() => onFilter({ user_id: user.id })}>All changes by {user.name ?? 'this user'}</Button>
          <Button appearance="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
      onClose={onClose}
    >
      <Facts
        facts={[
          ['When', new Date(timestamp).toLocaleString()],
          ['Who', user.name ?? user.id],
          ['Signed in', user.type === 'service' ? 'by the key of a service account' : 'as a person'],
          ['Role then', user.role ?? undefined],
          ['Kind', objectTypeName(object_type)],
          ['Name', object_name || undefined],
          ['Id', object_id || undefined],
          ['Project', entry.project_id ?? undefined],
          ['Parameter', entry.parameter_id ?? undefined],
          ['Environment', entry.environment_id ?? undefined],
          ['Outcome', outcome === 'done' ? 'done' : 'unknown: the service was cut off before it could tell'],
          ['Entry', entry.id],
        ]}
      />
    </DialogFrame>
  );
}
