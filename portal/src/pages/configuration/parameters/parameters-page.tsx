import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { Trail } from '../../../components/trail.tsx';
import { lookQuery, useLook } from '../look.ts';
import { ParameterDialog } from '../parameter-dialog.tsx';
import { useEnvironments } from '../use-environments.ts';
import { useProjects } from '../use-projects.ts';
import { useRights } from '../use-rights.ts';
import { ParameterList } from './parameter-list.tsx';

/** The parameters of a project, as they are in one environment at one time. */
export function Page() {
  const { project: projectId = '' } = useParams<{ project: string }>();
  const [, navigate] = useLocation();
  const { mayChange } = useRights();
  const projects = useProjects();
  const environments = useEnvironments();
  const look = useLook(environments.data);
  const [creating, setCreating] = useState(false);
  const project = projects.data?.find(({ id }) => id === projectId);
  const error = projects.error ?? environments.error;
  const retry = () => {
    void projects.refetch();
    void environments.refetch();
  };
  return (
    <PageFrame
      title={project?.name ?? 'Project'}
      trail={<Trail steps={[['Projects', '/projects']]} />}
      actions={
        mayChange && project !== undefined ? (
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
            New parameter
          </Button>
        ) : null
      }
    >
      {error === null ? null : <ProblemMessage error={error} onRetry={retry} />}
      {error === null && (projects.isPending || environments.isPending) ? <Loading what="Loading the project" /> : null}
      {projects.data !== undefined && environments.data !== undefined ? (
        <ParameterList projectId={projectId} projects={projects.data} tree={environments.data} look={look} />
      ) : null}
      {creating ? (
        <ParameterDialog
          projectId={projectId}
          onClose={() => setCreating(false)}
          onSaved={({ id }) =>
            navigate(`/projects/${projectId}/parameters/${id}${lookQuery(look.environment?.id ?? '', {})}`)
          }
        />
      ) : null}
    </PageFrame>
  );
}
