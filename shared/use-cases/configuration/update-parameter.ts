import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { getParameter, replaceParameter } from '../../store/parameters.ts';
import { getProject } from '../../store/projects.ts';
import type { Deps } from '../deps.ts';
import { holdType, prepareTypeRelease } from '../types/hold-type.ts';
import { requireTypeFor } from '../types/require-type-for.ts';
import { resolveType } from '../types/resolve-type.ts';
import { moveValuesWrites } from './move-values.ts';
import { requireNamePattern } from './require-name-pattern.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { Overtaken, untilUncontended } from './until-uncontended.ts';

export interface ParameterChanges {
  name?: string;
  description?: string;
  type?: string;
  /** Only for saying what it is already: it never changes. */
  secret?: boolean;
}

/**
 * Changes a parameter; what is absent stays. Rejects with `value.type` when its values do not fit a new type,
 * `project.parameter-name`, `request.invalid`, `object.exists`, `object.changed`.
 */
export async function updateParameter(
  deps: Pick<Deps, 'rows' | 'clock' | 'cipher'>,
  input: ParameterChanges & {
    organizationId: string;
    projectId: string;
    id: string;
    requireUnchanged?: RequireUnchanged<Parameter>;
  },
): Promise<Stored<Parameter>> {
  const { rows, clock } = deps;
  const { organizationId, projectId, id } = input;
  return untilUncontended(async () => {
    const project = await getProject(rows, organizationId, projectId);
    if (project === undefined) throw notFound('project');
    const before = await getParameter(rows, organizationId, projectId, id);
    if (before === undefined) throw notFound('parameter');
    input.requireUnchanged?.(before);
    const { name = before.name, description = before.description } = input;
    const type =
      input.type === undefined ? before.type : await resolveType(deps, { organizationId, asked: input.type });
    if (input.secret !== undefined && input.secret !== before.secret) throw secretIsFixed();
    if (name !== before.name && !requireNamePattern(project.parameterNamePattern)(name)) {
      throw new ServiceError('project.parameter-name');
    }
    const types = type === before.type ? undefined : await requireTypeFor(deps, before, type);
    if (name === before.name && description === before.description && type === before.type) return before;
    const { etag: _etag, ...unchanged } = before;
    const after = { ...unchanged, name, description, type, modifiedAt: clock.now() };
    const moves = name === before.name ? [] : await moveValuesWrites(rows, after, before);
    if (types === undefined) return { ...after, etag: await replaceParameter(rows, after, before, moves) };
    const release = await prepareTypeRelease(deps, before);
    await holdType(deps, after);
    // From the claim on, whoever makes a rule of the type sees this parameter; before it a rule may have come.
    if (!(await types.isCurrent())) throw new Overtaken();
    const etag = await replaceParameter(rows, after, before, moves);
    await release();
    return { ...after, etag };
  });
}

function secretIsFixed(): ServiceError {
  return new ServiceError('request.invalid', 'Whether a parameter is a secret is fixed when it is created.', {
    fields: [{ field: 'body.secret', code: 'fixed', detail: 'It cannot change.' }],
  });
}
