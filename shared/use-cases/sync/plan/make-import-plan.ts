import { checkImportPattern } from '../../../domain/sync/check-import-pattern.ts';
import { parsePullPattern } from '../../../domain/sync/parse-pattern.ts';
import { type ImportedParameter, type ImportedProject, planImport } from '../../../domain/sync/plan-import.ts';
import { selectImports } from '../../../domain/sync/select-imports.ts';
import type { Rows } from '../../../ports/rows.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { listObservations } from '../../../store/observations.ts';
import { listParameters } from '../../../store/parameters.ts';
import { listProjects } from '../../../store/projects.ts';
import { projectValues } from '../../../store/values.ts';
import { rememberExpiries } from '../../expiry/remember-expiries.ts';
import type { Plan, Pull, Run, RunDeps } from '../tasks/run.ts';
import { listVault } from '../vault/list-vault.ts';
import { vaultTime } from '../vault/vault-time.ts';

/** Lists vault and store and decides what an import has to do. Reads no secret's value. */
export async function makeImportPlan(
  deps: Pick<RunDeps, 'rows' | 'news' | 'clock' | 'log' | 'expiry'>,
  run: Run<Pull>,
): Promise<Plan> {
  const { action, integration, vault, signal } = run;
  // What the mapped pull refreshes, values read from the vault directly, there are none of.
  if (action.mode === 'mapped' || action.resource === null) return { steps: [], unchanged: 0 };
  const { organizationId, resource, createEnvironments, createProjects } = action;
  const pattern = parsePullPattern(resource);
  const [environments, projects, observations] = await Promise.all([
    listEnvironments(deps.rows, organizationId),
    listProjects(deps.rows, organizationId),
    listObservations(deps.rows, integration.id),
  ]);
  checkImportPattern(pattern, projects.length);

  const listing = await listVault(deps, vault, signal);
  const now = await vaultTime(deps, vault);
  const selection = selectImports(listing, { organizationId, pattern, environments, projects, now });
  await rememberExpiries(deps, { organizationId, integrationId: integration.id }, { actionId: action.id, selection });
  const named = new Set(selection.candidates.flatMap(({ project }) => project.id ?? []));
  const contents = new Map<string, ImportedProject>();
  for (const id of named) contents.set(id, await readProject(deps.rows, organizationId, id));
  return planImport({ selection, projects: contents, observations, createEnvironments, createProjects });
}

async function readProject(rows: Rows, organizationId: string, projectId: string): Promise<ImportedProject> {
  const byParameter = new Map<string, Map<string, { etag: string; digest: string | null }>>();
  const marks = projectValues(rows, organizationId, projectId, { content: false });
  for await (const { parameterId, environmentId, etag, digest } of marks) {
    const values = byParameter.get(parameterId) ?? new Map();
    byParameter.set(parameterId, values.set(environmentId, { etag, digest }));
  }
  const parameters = await listParameters(rows, organizationId, projectId);
  return new Map(
    parameters.map(({ id, name, secret }): [string, ImportedParameter] => {
      return [name, { id, secret, values: byParameter.get(id) ?? new Map() }];
    }),
  );
}
