import { Body1, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import type { Address } from '../address.ts';
import { Deletions } from './deletions.tsx';
import { useDeletions } from './use-deletions.ts';

interface ConfirmDeletesProps {
  address: Address;
  open: boolean;
  /** What is confirmed, as the API says it. */
  reason: string;
  /** The verb of what is then done. */
  action: string;
  busy: boolean;
  onConfirm(): void;
  onCancel(): void;
}

/** Shows what a push would delete, and has the number of secrets typed before it may. */
export function ConfirmDeletes({ address, reason, ...dialog }: ConfirmDeletesProps) {
  const [typed, setTyped] = useState('');
  const deletions = useDeletions(address, { enabled: dialog.open });
  const { count } = deletions.data ?? {};
  return (
    <ConfirmDialog
      {...dialog}
      title="Delete these secrets from the vault?"
      ready={count !== undefined && typed.trim() === String(count)}
    >
      <Body1>{reason}</Body1>
      <Deletions deletions={deletions} />
      <Field label={`Type ${count ?? 'their number'} to confirm`}>
        <Input inputMode="numeric" value={typed} onChange={(_event, { value }) => setTyped(value)} />
      </Field>
    </ConfirmDialog>
  );
}
