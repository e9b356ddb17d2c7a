import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { PowerRegular } from '@fluentui/react-icons/svg/power';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import type { Column } from '../../../components/data-table.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { RowButton, RowButtons } from '../row-button.tsx';
import { Delivery } from './delivery.tsx';
import { addressOf, type Webhook } from './use-webhooks.ts';
import { webhookState, webhookStateKinds } from './webhook-state.ts';

/** What is offered for a webhook. */
export interface WebhookActions {
  onPing(webhook: Webhook): void;
  onEdit(webhook: Webhook): void;
  onSwitch(webhook: Webhook): void;
  onDelete(webhook: Webhook): void;
}

/** `actions`: absent where none is offered. */
export function webhookColumns(actions: WebhookActions | undefined): Column<Webhook>[] {
  const columns: Column<Webhook>[] = [
    { header: 'Name', width: 'minmax(8rem, 1fr)', cell: ({ name }) => name },
    { header: 'Type', width: '5rem', cell: ({ type }) => type },
    { header: 'Address', width: 'minmax(10rem, 2fr)', cell: addressOf },
    { header: 'Events', width: '4rem', cell: ({ event_types }) => event_types.length },
    {
      header: 'State',
      width: '7rem',
      cell: (webhook) => {
        const state = webhookState(webhook);
        return <StatusBadge kind={webhookStateKinds[state]}>{state}</StatusBadge>;
      },
    },
    { header: 'Last delivery', width: 'minmax(12rem, 2fr)', cell: (webhook) => <Delivery webhook={webhook} /> },
  ];
  if (actions === undefined) return columns;
  const cell = (webhook: Webhook) => (
    <RowButtons>
      <RowButton
        label={`Send a test event to ${webhook.name}`}
        icon={<SendRegular />}
        onClick={() => actions.onPing(webhook)}
      />
      <RowButton label={`Edit ${webhook.name}`} icon={<EditRegular />} onClick={() => actions.onEdit(webhook)} />
      <RowButton
        label={`Switch ${webhook.name} ${webhook.enabled ? 'off' : 'on'}`}
        icon={<PowerRegular />}
        onClick={() => actions.onSwitch(webhook)}
      />
      <RowButton label={`Delete ${webhook.name}`} icon={<DeleteRegular />} onClick={() => actions.onDelete(webhook)} />
    </RowButtons>
  );
  return [...columns, { header: 'Actions', width: '9rem', cell }];
}
