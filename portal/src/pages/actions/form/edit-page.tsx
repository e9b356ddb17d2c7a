import type { ReactNode } from 'react';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { type Action, words } from '../action.ts';
import { ActionTrail } from '../action-trail.tsx';
import { type Address, useAddress } from '../address.ts';
import { useAction } from '../use-action.ts';

interface EditPageProps {
  /** The form, filled with the action; without one it is for a new action. */
  children(address: Address, action?: Action): ReactNode;
}

/** The frame of a form: for a new action, or for the one of the address once it is loaded. */
export function EditPage({ children }: EditPageProps) {
  const address = useAddress();
  const isNew = address.actionId === '';
  const { data: action, error, refetch } = useAction(address, { enabled: !isNew });
  const { one } = words[address.kind];
  const title = isNew ? `New ${one}` : `Edit ${action?.name ?? one}`;
  return (
    <PageFrame title={title} trail={<ActionTrail address={address} below={isNew ? 'actions' : 'action'} />}>
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {!isNew && action === undefined && error === null ? <Loading what={`Loading the ${one}`} /> : null}
      {isNew || action !== undefined ? children(address, action) : null}
    </PageFrame>
  );
}
