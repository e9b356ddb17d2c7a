import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useRights } from '../use-rights.ts';
import { type ParameterType, useTypes } from '../use-types.ts';
import { TypeCard } from './type-card.tsx';
import { TypeDialog } from './type-dialog.tsx';
import { useDeleteType } from './use-type-changes.ts';

/** The types that parameters can have, and their rules. */
export function Page() {
  const { mayChange } = useRights();
  const { data: types, error, refetch } = useTypes();
  const [edited, setEdited] = useState<ParameterType | 'new'>();
  const [deleted, setDeleted] = useState<ParameterType>();
  const remove = useDeleteType();
  return (
    <PageFrame
      title="Types"
      actions={
        mayChange && types !== undefined ? (
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setEdited('new')}>
            New type
          </Button>
        ) : null
      }
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {types === undefined && error === null ? <Loading what="Loading the types" /> : null}
      {types?.map((type) => (
        <TypeCard key={type.id} type={type} onEdit={() => setEdited(type)} onDelete={() => setDeleted(type)} />
      ))}
      {types === undefined || edited === undefined ? null : (
        <TypeDialog types={types} type={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      <DeleteDialog item={deleted} name={({ name }) => name} change={remove} onClose={() => setDeleted(undefined)}>
        Its rules go with it.
      </DeleteDialog>
    </PageFrame>
  );
}
