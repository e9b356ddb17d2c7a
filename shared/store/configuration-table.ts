/*
 * Table `configuration`
 *   PK organization id
 *   RK `environment!{id}`: one environment; `environment-name!{name}`: its id, so that names are unique
 *   RK `project!{id}`: one project; `project-name!{name}`: its id
 *   RK `structure!environment`, `structure!project`: counts the changes of who hangs under whom
 *   RK `removal!{kind}!{id}`: something was deleted whose values are not all removed yet
 * An object and its name are written in one transaction.
 */
export const configurationTable = 'configuration';
