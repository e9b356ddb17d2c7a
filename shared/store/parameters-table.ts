import { joinKey } from './key.ts';

/*
 * Table `parameters`
 *   PK `{organization id}!{project id}`
 *   RK `n!{name}`: one parameter, so that names are unique in the project and stand in the order of a page
 *   RK `p!{parameter id}`: its name
 *   RK `v!{environment id}!{name}`: the value that the parameter of this name has there now, sealed, or the mark that
 *      it has none any more: the values of a page of parameters in one environment are one range
 *   RK `h!{environment id}!{parameter id}!{since, inverted}!{revision, inverted}`: what was there before; newest first
 *   RK `version`: changes with every parameter that is made, changed, renamed or deleted
 *   RK `count!all`, `count!own`: how many parameters the project sees, and under which versions that was counted
 *   RK `removal!{parameter id}`: a parameter that was deleted whose history is not all removed yet
 */
export const parametersTable = 'parameters';

export function parametersPartition(organizationId: string, projectId: string): string {
  return joinKey(organizationId, projectId);
}
