import type { Stored } from '../../domain/stored.ts';
import { checkRule } from '../../domain/types/check-rule.ts';
import { demandsOf } from '../../domain/types/check-value.ts';
import { builtInTypeOf, type CustomType } from '../../domain/types/parameter-type.ts';
import { typeChain, withDescendants } from '../../domain/types/type-chain.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { readStructure } from '../../store/structure.ts';
import { listTypes, replaceType } from '../../store/types.ts';
import { badReference } from '../configuration/bad-reference.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { refuseBuiltInName } from './create-type.ts';
import { narrowType } from './narrow-type.ts';
import { refuseBuiltIn } from './refuse-built-in.ts';

/**
 * Changes a type; what is absent stays. A new parent must come down to the same built-in type, and what holds there
 * must hold for the type's rules and for the values of its parameters. Rejects with `type.built-in`, `type.cycle`,
 * `rule.violated`, `request.reference`, `request.invalid`, `object.exists`, `object.changed`.
 */
export async function updateType(
  deps: Pick<Deps, 'rows' | 'clock' | 'cipher' | 'random'>,
  input: {
    organizationId: string;
    id: string;
    requireUnchanged?: RequireUnchanged<CustomType>;
    name?: string;
    description?: string;
    parentId?: string;
  },
): Promise<Stored<CustomType>> {
  const { rows, clock } = deps;
  const { organizationId, id, parentId } = input;
  refuseBuiltIn(id);
  return untilUncontended(async () => {
    const structure = await readStructure(rows, organizationId, 'type');
    const types = await listTypes(rows, organizationId);
    const before = types.find((type) => type.id === id);
    if (before === undefined) throw notFound('type');
    input.requireUnchanged?.(before);
    const { name = before.name, description = before.description } = input;
    const parent = parentId === undefined ? before.parent : (builtInTypeOf(parentId) ?? parentId);
    if (name === before.name && description === before.description && parent === before.parent) return before;
    if (name !== before.name) refuseBuiltInName(name);
    const { etag: _etag, announcements: _announcements, ...unchanged } = before;
    const after: CustomType = { ...unchanged, name, description, parent, modifiedAt: clock.now() };
    if (parent === before.parent) return { ...after, etag: await replaceType(rows, after, before) };
    const asWished = types.map((type): CustomType => (type === before ? after : type));
    requireParent(types, asWished, after);
    return { ...after, etag: await narrowType(deps, { before, after, structure }) };
  });
}

function requireParent(types: readonly CustomType[], asWished: readonly CustomType[], after: CustomType): void {
  const byId = (list: readonly CustomType[]) => new Map(list.map((type) => [type.id, type]));
  const newParent = typeChain(byId(types), after.parent);
  if (newParent === undefined) throw badReference('parent', 'type');
  if (withDescendants(types, after.id).has(after.parent)) throw new ServiceError('type.cycle');
  const before = typeChain(byId(types), after.id);
  if (before?.base !== newParent.base) {
    throw parentRefused(`The type comes down to ${before?.base ?? 'nothing'}, the parent to ${newParent.base}.`);
  }
  const { base } = newParent;
  // The rules of the type and of those that rest on it must not promise more than the new parents allow.
  for (const id of withDescendants(asWished, after.id)) {
    const [type, ...parents] = typeChain(byId(asWished), id)?.types ?? [];
    if (type === undefined) continue;
    const { rules: others } = demandsOf({ base, types: parents });
    for (const rule of type.rules) {
      const [problem] = checkRule(rule, { base, typeName: type.name, others });
      if (problem !== undefined) throw parentRefused(`${type.name}: ${problem.detail}`);
    }
  }
}

function parentRefused(detail: string): ServiceError {
  return new ServiceError('request.invalid', detail, { fields: [{ field: 'body.parent', code: 'parent', detail }] });
}
