import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { phone } from '../../../components/screens.ts';
import type { EnvironmentTree } from '../environment-tree.ts';
import { useEnvironments } from '../use-environments.ts';
import { useRights } from '../use-rights.ts';
import { CopyDialog } from './copy-dialog.tsx';
import { EnvironmentDetails } from './environment-details.tsx';
import { EnvironmentDialog } from './environment-dialog.tsx';
import { EnvironmentTreeView } from './environment-tree-view.tsx';
import { useDeleteEnvironment } from './use-environment-changes.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    flexGrow: 1,
    gridTemplateColumns: 'minmax(14rem, 1fr) minmax(0, 3fr)',
    gap: tokens.spacingHorizontalXXL,
    [phone]: { gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' },
  },
});

/** The environments of the organization as a tree, and the chosen one with its tags. */
export function Page() {
  const { data: tree, error, refetch } = useEnvironments();
  const { mayChange } = useRights();
  const [creating, setCreating] = useState(false);
  const [, setSearch] = useSearchParams();
  return (
    <PageFrame
      title="Environments"
      actions={
        <>
          {mayChange ? (
            <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
              New environment
            </Button>
          ) : null}
          <Button icon={<ArrowClockwiseRegular />} onClick={() => void refetch()}>
            Reload
          </Button>
        </>
      }
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {tree === undefined && error === null ? <Loading what="Loading the environments" /> : null}
      {tree?.all.length === 0 ? (
        <EmptyState title="There is no environment yet">
          <p>Create one that everything begins with, and under it one for each stage, e.g. production.</p>
        </EmptyState>
      ) : null}
      {tree === undefined || tree.all.length === 0 ? null : <TreeAndDetails tree={tree} />}
      {tree === undefined || !creating ? null : (
        <EnvironmentDialog
          tree={tree}
          parentId={null}
          onClose={() => setCreating(false)}
          onSaved={(id) => setSearch({ environment: id }, { replace: true })}
        />
      )}
    </PageFrame>
  );
}

function TreeAndDetails({ tree }: { tree: EnvironmentTree }) {
  const styles = useStyles();
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState<'add' | 'edit' | 'copy' | 'delete'>();
  const remove = useDeleteEnvironment();
  const chosen = tree.all.find(({ environment }) => environment.id === search.get('environment')) ?? tree.roots[0];
  const choose = (environment: string) => setSearch({ environment }, { replace: true });
  const close = () => setOpen(undefined);
  if (chosen === undefined) return null;
  const { environment } = chosen;
  return (
    <div className={styles.columns}>
      <EnvironmentTreeView tree={tree} chosenId={environment.id} onChoose={choose} />
      <EnvironmentDetails
        environment={environment}
        onAddBelow={() => setOpen('add')}
        onEdit={() => setOpen('edit')}
        onCopy={() => setOpen('copy')}
        onDelete={() => setOpen('delete')}
      />
      {open === 'add' ? (
        <EnvironmentDialog tree={tree} parentId={environment.id} onClose={close} onSaved={choose} />
      ) : null}
      {open === 'edit' ? (
        <EnvironmentDialog tree={tree} environment={environment} parentId={null} onClose={close} onSaved={choose} />
      ) : null}
      {open === 'copy' ? <CopyDialog node={chosen} onClose={close} /> : null}
      <DeleteDialog
        item={open === 'delete' ? environment : undefined}
        name={({ name }) => name}
        change={remove}
        onClose={close}
      >
        The values that are set in it go with it, and pushes that covered it are run.
      </DeleteDialog>
    </div>
  );
}
