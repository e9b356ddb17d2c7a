import { useParams } from 'wouter';
import { Loading } from '../../../components/loading.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { Trail } from '../../../components/trail.tsx';
import { lookQuery, useLook } from '../look.ts';
import { useEnvironments } from '../use-environments.ts';
import { useProjects } from '../use-projects.ts';
import { ParameterDetails } from './parameter-details.tsx';
import { useParameter } from './use-parameter.ts';

/** One parameter as a project sees it. */
export function Page() {
  const { project: projectId = '', parameter: parameterId = '' } = useParams<{ project: string; parameter: string }>();
  const projects = useProjects();
  const environments = useEnvironments();
  const look = useLook(environments.data);
  const { moment, environment } = look;
  const tagEnvironmentId = moment.tag === undefined ? undefined : environment?.id;
  const place = { projectId, parameterId, moment, tagEnvironmentId };
  const parameter = useParameter(place);
  const queries = [projects, environments, parameter];
  const error = queries.find((query) => query.error !== null)?.error ?? null;
  const project = projects.data?.find(({ id }) => id === projectId);
  return (
    <PageFrame
      title={parameter.data?.name ?? 'Parameter'}
      trail={
        <Trail
          steps={[
            ['Projects', '/projects'],
            [
              project?.name ?? 'Project',
              `/projects/${projectId}${environment === undefined ? '' : lookQuery(environment.id, moment)}`,
            ],
          ]}
        />
      }
    >
      {error === null ? null : (
        <ProblemMessage error={error} onRetry={() => queries.forEach((query) => void query.refetch())} />
      )}
      {error === null && queries.some(({ isPending }) => isPending) ? <Loading what="Loading the parameter" /> : null}
      {parameter.data && environments.data && projects.data ? (
        <ParameterDetails
          place={place}
          parameter={parameter.data}
          tree={environments.data}
          projects={projects.data}
          look={look}
        />
      ) : null}
    </PageFrame>
  );
}
