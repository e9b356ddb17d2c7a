import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { insertParameter } from '../../store/parameters.ts';
import { getProject } from '../../store/projects.ts';
import type { Deps } from '../deps.ts';
import { roomFor } from '../limits/room-for.ts';
import { holdType } from '../types/hold-type.ts';
import { resolveType } from '../types/resolve-type.ts';
import { requireNamePattern } from './require-name-pattern.ts';

/**
 * A new parameter of a project, without values. Rejects with `object.exists`, `project.parameter-name`, `request.invalid`,
 * `limit.parameters`.
 */
export async function createParameter(
  deps: Pick<Deps, 'rows' | 'random' | 'clock' | 'limits' | 'usage'>,
  input: {
    organizationId: string;
    projectId: string;
    name: string;
    description?: string;
    secret?: boolean;
    type?: string;
  },
): Promise<Stored<Parameter>> {
  const { rows, random, clock } = deps;
  const { organizationId, projectId, name, description = '', secret = false } = input;
  const project = await getProject(rows, organizationId, projectId);
  if (project === undefined) throw notFound('project');
  const type = await resolveType({ rows }, { organizationId, asked: input.type ?? 'string' });
  if (!requireNamePattern(project.parameterNamePattern)(name)) throw new ServiceError('project.parameter-name');
  const now = clock.now();
  const id = random.uuid();
  const dates = { createdAt: now, modifiedAt: now };
  const parameter = { id, organizationId, projectId, name, description, secret, type, ...dates };
  const room = await roomFor(deps, organizationId, 'parameters');
  const refusal = room.refusal();
  if (refusal !== undefined) throw refusal;
  await holdType({ rows, clock }, parameter);
  const etag = await insertParameter(rows, parameter);
  room.add(1);
  return { ...parameter, etag };
}
