import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Rows } from '../ports/rows.ts';
import { joinKey } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { readParametersVersion } from './parameters-version.ts';
import { rowShape } from './row-shape.ts';

/** All that a project sees, or only its own. */
export type CountKind = 'all' | 'own';

const row = rowShape(1, { state: z.string(), count: z.int().min(0) });

type Owner = { organizationId: string; projectId: string };

/**
 * The state of the parameters of a chain of projects in one text, which is the same only as long as nothing about
 * them changes: one lookup for each project.
 */
export async function readChainState(
  rows: Rows,
  organizationId: string,
  projectIds: readonly string[],
): Promise<string> {
  const versions = await Promise.all(projectIds.map((id) => readParametersVersion(rows, organizationId, id)));
  const state = JSON.stringify(projectIds.map((id, n) => [id, versions[n]]));
  return createHash('sha256').update(state).digest('base64url').slice(0, 22);
}

/** How many parameters were counted last, and in which state. */
export async function getParameterCount(
  rows: Rows,
  { organizationId, projectId }: Owner,
  kind: CountKind,
): Promise<{ state: string; count: number } | undefined> {
  const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), joinKey('count', kind));
  return found && row.parse(found.values);
}

/** The last one who counted is believed: what was counted in another state is of no use to anybody. */
export async function putParameterCount(
  rows: Rows,
  { organizationId, projectId }: Owner,
  kind: CountKind,
  { state, count }: { state: string; count: number },
): Promise<void> {
  const values = { v: 1, state, count };
  const rowKey = joinKey('count', kind);
  await rows.write(parametersTable, parametersPartition(organizationId, projectId), [{ kind: 'put', rowKey, values }]);
}
