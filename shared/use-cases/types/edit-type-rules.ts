import { demandsOf } from '../../domain/types/check-value.ts';
import type { CustomType } from '../../domain/types/parameter-type.ts';
import { typeChain } from '../../domain/types/type-chain.ts';
import { notFound } from '../../errors.ts';
import { listTypes, replaceType } from '../../store/types.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { type EditedRules, editRules, type RuleEdit } from './edit-rules.ts';
import { narrowType } from './narrow-type.ts';
import { refuseBuiltIn } from './refuse-built-in.ts';

/**
 * Makes, changes or deletes a rule of a custom type. Rejects as `editRules` does, with `rule.violated` when values of
 * parameters of the type, or of one that rests on it, would break it, with `type.built-in`.
 */
export async function editTypeRules(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random'>,
  { organizationId, typeId }: { organizationId: string; typeId: string },
  edit: RuleEdit,
): Promise<EditedRules> {
  refuseBuiltIn(typeId);
  return untilUncontended(async () => {
    const types = await listTypes(deps.rows, organizationId);
    const before = types.find(({ id }) => id === typeId);
    const chain = typeChain(new Map(types.map((type) => [type.id, type])), typeId);
    if (before === undefined || chain === undefined) throw notFound('type');
    const { base, types: own } = chain;
    const { rules: inherited } = demandsOf({ base, types: own.slice(1) });
    const edited = editRules({ base, typeName: before.name, rules: before.rules, inherited }, edit);
    if (edited.rules === before.rules) return edited;
    const { etag: _etag, announcements: _announcements, ...unchanged } = before;
    const after: CustomType = { ...unchanged, rules: edited.rules };
    if (edited.asksMore) await narrowType(deps, { before, after });
    else await replaceType(deps.rows, after, before);
    return edited;
  });
}
