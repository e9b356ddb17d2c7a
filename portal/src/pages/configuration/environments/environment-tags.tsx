import { Body1, Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { DataTable } from '../../../components/data-table.tsx';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { Loading } from '../../../components/loading.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useRights } from '../use-rights.ts';
import { type Tag, useTags } from '../use-tags.ts';
import { tagColumns } from './tag-columns.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { useDeleteTag } from './use-tag-changes.ts';

const useStyles = makeStyles({
  place: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, flexGrow: 1 },
  top: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
});

/** The tags of an environment: names for points in time, which can be looked at and pushed. */
export function EnvironmentTags({ environmentId }: { environmentId: string }) {
  const styles = useStyles();
  const { mayChange } = useRights();
  const { rows, total, isLoading, error, loadMore, reload } = useTags(environmentId);
  const [edited, setEdited] = useState<Tag | 'new'>();
  const [deleted, setDeleted] = useState<Tag>();
  const remove = useDeleteTag(environmentId);
  return (
    <div className={styles.place}>
      <div className={styles.top}>
        <Subtitle2 as="h3">Tags</Subtitle2>
        {mayChange ? (
          <Button icon={<AddRegular />} onClick={() => setEdited('new')}>
            New tag
          </Button>
        ) : null}
      </div>
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the tags" /> : null}
      {!isLoading && error === null && rows.length === 0 ? (
        <Body1>No tag yet. A tag is a name for a point in time, at which parameters can be looked at and pushed.</Body1>
      ) : null}
      {rows.length === 0 ? null : (
        <DataTable
          label="Tags"
          columns={tagColumns({ mayChange, onEdit: setEdited, onDelete: setDeleted })}
          rows={rows}
          rowKey={({ id }) => id}
          total={total}
          onEnd={loadMore}
        />
      )}
      {edited === undefined ? null : (
        <TagDialog
          environmentId={environmentId}
          tag={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      <DeleteDialog item={deleted} name={({ name }) => name} change={remove} onClose={() => setDeleted(undefined)}>
        What it stood for stays in the history.
      </DeleteDialog>
    </div>
  );
}
