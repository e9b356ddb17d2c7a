import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { useMayAdminister } from '../../../api/use-may-administer.ts';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useNotify } from '../../../components/notifications.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ListView } from '../list-view.tsx';
import { OnlyAdministrators } from '../only-administrators.tsx';
import { ReloadButton } from '../reload-button.tsx';
import { type ShownOnce, ShownOnceDialog } from '../shown-once-dialog.tsx';
import { PingDialog } from './ping-dialog.tsx';
import { useDeleteWebhook, useSwitchWebhook, useWebhooks, type Webhook } from './use-webhooks.ts';
import { webhookColumns } from './webhook-columns.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';

/** Where the organization wants its news, and how the last delivery went. */
export function Page() {
  const { mayAdminister } = useMayAdminister();
  const notify = useNotify();
  const list = useWebhooks();
  const remove = useDeleteWebhook();
  const turn = useSwitchWebhook();
  const [edited, setEdited] = useState<Webhook | 'new'>();
  const [pinged, setPinged] = useState<Webhook>();
  const [deleted, setDeleted] = useState<Webhook>();
  const [secret, setSecret] = useState<ShownOnce>();
  const actions = {
    onPing: setPinged,
    onEdit: setEdited,
    onSwitch: (webhook: Webhook) => turn.mutate(webhook, { onError: notify.failure }),
    onDelete: setDeleted,
  };
  return (
    <PageFrame
      title="Webhooks"
      actions={
        <>
          {mayAdminister ? (
            <Button appearance="primary" icon={<AddRegular />} onClick={() => setEdited('new')}>
              New webhook
            </Button>
          ) : null}
          <ReloadButton onClick={list.reload} />
        </>
      }
    >
      <OnlyAdministrators />
      <ListView
        label="Webhooks"
        nouns={['webhook', 'webhooks']}
        list={list}
        columns={webhookColumns(mayAdminister ? actions : undefined)}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No news are sent yet">
            <p>
              A webhook tells your own program, or a channel of Slack, when the access to a vault breaks, a run fails or
              a secret expires soon.
            </p>
          </EmptyState>
        }
      />
      {edited === undefined ? null : (
        <WebhookDialog
          webhook={edited === 'new' ? undefined : edited}
          onSecret={setSecret}
          onClose={() => setEdited(undefined)}
        />
      )}
      {pinged === undefined ? null : <PingDialog webhook={pinged} onClose={() => setPinged(undefined)} />}
      <DeleteDialog item={deleted} name={({ name }) => name} change={remove} onClose={() => setDeleted(undefined)}>
        Nothing is sent to it from then on.
      </DeleteDialog>
      <ShownOnceDialog shown={secret} onClose={() => setSecret(undefined)}>
        The receiver verifies with it that a message is from here, in the form of Standard Webhooks.
      </ShownOnceDialog>
    </PageFrame>
  );
}
