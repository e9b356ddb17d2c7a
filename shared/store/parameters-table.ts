import { joinKey } from './key.ts';

/*
 * Table `parameters`
 *   PK `{organization id}!{project id}`
 *   RK `p!{parameter id}`: one parameter
 *   RK `n!{name}`: its id, so that names are unique in the project
 *   RK `v!{parameter id}!{environment id}`: the value that is set there now, sealed
 */
export const parametersTable = 'parameters';

export function parametersPartition(organizationId: string, projectId: string): string {
  return joinKey(organizationId, projectId);
}
