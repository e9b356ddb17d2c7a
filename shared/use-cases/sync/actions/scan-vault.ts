import { checkImportPattern } from '../../../domain/sync/check-import-pattern.ts';
import { parsePullPattern } from '../../../domain/sync/parse-pattern.ts';
import { type ImportSelection, selectImports } from '../../../domain/sync/select-imports.ts';
import type { SecretProperties } from '../../../ports/vaults.ts';
import { listEnvironments } from '../../../store/environments.ts';
import { listProjects } from '../../../store/projects.ts';
import type { Deps } from '../../deps.ts';
import { asServiceError } from '../vault/as-service-error.ts';
import { openVault } from '../vault/open-vault.ts';
import { vaultTime } from '../vault/vault-time.ts';
import { type ActionPath, findIntegration } from './find-action.ts';

/**
 * What a pull with this pattern would be about. One attempt: somebody waits. Reads no secret's value. Rejects with
 * `object.not-found`, `pattern.invalid`, `pattern.missing-variable`, or the vault's fault.
 */
export async function scanVault(
  deps: Pick<Deps, 'rows' | 'vaults' | 'clock'>,
  path: Omit<ActionPath, 'actionId'>,
  resource: string,
): Promise<ImportSelection> {
  const { organizationId } = path;
  const integration = await findIntegration(deps, path);
  const pattern = parsePullPattern(resource);
  const environments = await listEnvironments(deps.rows, organizationId);
  const projects = await listProjects(deps.rows, organizationId);
  checkImportPattern(pattern, projects.length);
  const vault = await openVault(deps, integration);
  const listing: SecretProperties[] = [];
  try {
    for await (const page of vault.list()) listing.push(...page);
  } catch (error) {
    throw asServiceError(error);
  }
  const now = await vaultTime(deps, vault);
  return selectImports(listing, { organizationId, pattern, environments, projects, now });
}
