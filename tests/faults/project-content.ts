import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { listParameters } from '../../shared/store/parameters.ts';
import { listProjects } from '../../shared/store/projects.ts';
import { projectHeads } from '../../shared/store/values.ts';
import { openValue } from '../../shared/use-cases/configuration/open-value.ts';

/** What a project holds, by parameter: the value, and how often it was written. Of one environment only. */
export async function readProject(
  { deps, organizationId }: Pick<WholeService, 'deps' | 'organizationId'>,
  name: string,
) {
  const project = (await listProjects(deps.rows, organizationId)).find((each) => each.name === name);
  if (project === undefined) throw new Error(`no project ${name}`);
  const parameters = await listParameters(deps.rows, organizationId, project.id);
  const content: Record<string, { value: string | undefined; revision: number }> = {};
  const names = new Map(parameters.map((parameter) => [parameter.id, parameter.name]));
  for await (const { parameterId, value, revision } of projectHeads(deps.rows, {
    organizationId,
    projectId: project.id,
  })) {
    const key = names.get(parameterId) ?? parameterId;
    if (key in content) throw new Error(`${key} has values in two environments`);
    content[key] = { value: value && (await openValue(deps, value))?.reveal(), revision };
  }
  return content;
}
