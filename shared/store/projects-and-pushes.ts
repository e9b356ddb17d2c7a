import type { Project } from '../domain/configuration.ts';
import type { Stored } from '../domain/stored.ts';
import type { Rows } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { everyRow } from './every-row.ts';
import { projectFromRow, projectKeys } from './projects.ts';
import { type PushHint, pushHintFromRow, pushHintKeys } from './push-index.ts';

/**
 * All projects of the organization, and where its pushes are, in one range: between the two stand only the projects'
 * names, which are read and left. So one project with its dependents and pushes costs one request.
 */
export async function readProjectsAndPushes(
  rows: Rows,
  organizationId: string,
): Promise<{ projects: Stored<Project>[]; hints: PushHint[] }> {
  const projects: Stored<Project>[] = [];
  const hints: PushHint[] = [];
  const range = { from: projectKeys.from, before: pushHintKeys.before };
  for await (const row of everyRow(rows, configurationTable, organizationId, range)) {
    const project = projectFromRow(organizationId, row);
    if (project) projects.push(project);
    const hint = pushHintFromRow(row);
    if (hint) hints.push(hint);
  }
  return { projects, hints };
}
