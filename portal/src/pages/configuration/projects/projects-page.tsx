import { Body1, Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useState } from 'react';
import { DataTable } from '../../../components/data-table.tsx';
import { DeleteDialog } from '../../../components/delete-dialog.tsx';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { type Project, useProjects } from '../use-projects.ts';
import { useRights } from '../use-rights.ts';
import { NoProjects } from './no-projects.tsx';
import { projectColumns } from './project-columns.tsx';
import { ProjectDialog } from './project-dialog.tsx';
import { useDeleteProject, useProjectList } from './use-project-list.ts';

/** All projects of the organization. */
export function Page() {
  const { mayChange } = useRights();
  const [contains, setContains] = useState('');
  const { rows, total, isLoading, error, loadMore, reload } = useProjectList(contains);
  const { data: every = [] } = useProjects();
  const [edited, setEdited] = useState<Project | 'new'>();
  const [deleted, setDeleted] = useState<Project>();
  const remove = useDeleteProject();
  const nothing = !isLoading && error === null && rows.length === 0;
  const nameOf = (id: string) => every.find((project) => project.id === id)?.name ?? '';
  return (
    <PageFrame
      title="Projects"
      actions={
        <>
          {mayChange ? (
            <Button appearance="primary" icon={<AddRegular />} onClick={() => setEdited('new')}>
              New project
            </Button>
          ) : null}
          <Button icon={<ArrowClockwiseRegular />} onClick={reload}>
            Reload
          </Button>
        </>
      }
    >
      {nothing && contains === '' ? null : (
        <SearchField label="Search by name" value={contains} onSearch={setContains} />
      )}
      {error === null ? null : <ProblemMessage error={error} onRetry={reload} />}
      {isLoading ? <Loading what="Loading the projects" /> : null}
      {nothing && contains === '' ? <NoProjects mayChange={mayChange} /> : null}
      {nothing && contains !== '' ? <Body1 role="status">No project’s name contains that.</Body1> : null}
      {rows.length === 0 ? null : (
        <>
          <Body1>{total === 1 ? '1 project' : `${total} projects`}</Body1>
          <DataTable
            label="Projects"
            columns={projectColumns({ nameOf, mayChange, onEdit: setEdited, onDelete: setDeleted })}
            rows={rows}
            rowKey={({ id }) => id}
            total={total}
            onEnd={loadMore}
          />
        </>
      )}
      {edited === undefined ? null : (
        <ProjectDialog project={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      <DeleteDialog item={deleted} name={({ name }) => name} change={remove} onClose={() => setDeleted(undefined)}>
        Its parameters go with it, with all their values and history.
      </DeleteDialog>
    </PageFrame>
  );
}
