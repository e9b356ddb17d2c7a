import type { ReactNode } from 'react';
import type { Edit } from '../../../api/use-edit.ts';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { type Action, words } from '../action.ts';
import { ActionTrail } from '../action-trail.tsx';
import type { Address } from '../address.ts';

interface EditPageProps<Form> {
  address: Address;
  edit: Pick<Edit<Action, Form, unknown>, 'form' | 'before' | 'error' | 'readAgain'>;
  children(form: Form): ReactNode;
}

/** The frame of a form: for a new action, or for the one of the address once it is read. */
export function EditPage<Form>({ address, edit, children }: EditPageProps<Form>) {
  const { form, before, error, readAgain } = edit;
  const isNew = address.actionId === '';
  const { one } = words[address.kind];
  return (
    <PageFrame
      title={isNew ? `New ${one}` : `Edit ${before?.name ?? one}`}
      trail={<ActionTrail address={address} below={isNew ? 'actions' : 'action'} />}
    >
      {form === undefined && error !== null ? <ProblemMessage error={error} onRetry={readAgain} /> : null}
      {form === undefined && error === null ? <Loading what={`Loading the ${one}`} /> : null}
      {form === undefined ? null : children(form)}
    </PageFrame>
  );
}
