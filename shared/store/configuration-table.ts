/*
 * Table `configuration`
 *   PK organization id
 *   RK `environment!{id}`: one environment; `environment-name!{name}`: its id, so that names are unique
 *   RK `project!{id}`: one project; `project-name!{name}`: its id
 *   RK `tag!{environment id}!{id}`: one tag; `tag-name!{environment id}!{name}`: its id
 *   RK `type!{id}`, `type-name!{name}`, `type-fence!{id}`, `type-use!{type id}!{project id}!{parameter id}`: see `types.ts`
 *   RK `structure!environment`, `structure!project`, `structure!type`: counts the changes of who hangs under whom
 *   RK `push!{push id}`: where a push is, for who comes from a project; a hint
 *   RK `copy!{id}`: environments that are being copied and are not there yet
 *   RK `removal!{kind}!{id}`: something was deleted whose values are not all removed yet
 * An object and its name are written in one transaction.
 */
export const configurationTable = 'configuration';
