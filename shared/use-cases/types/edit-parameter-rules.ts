import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { demandsOf } from '../../domain/types/check-value.ts';
import { notFound } from '../../errors.ts';
import { getParameter, replaceParameter } from '../../store/parameters.ts';
import { getProject } from '../../store/projects.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { checkStoredValues, refuseViolations } from './check-stored-values.ts';
import { type EditedRules, editRules, type RuleEdit } from './edit-rules.ts';
import { listPlacesOfValues } from './places-of-values.ts';
import { lookUpTypes } from './type-lookup.ts';

export interface ParameterAddress {
  organizationId: string;
  projectId: string;
  parameterId: string;
}

/** A project's own parameter; rejects with `object.not-found`. */
export async function findOwnParameter(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, projectId, parameterId }: ParameterAddress,
): Promise<Stored<Parameter>> {
  const project = await getProject(rows, organizationId, projectId);
  const parameter = project && (await getParameter(rows, organizationId, projectId, parameterId));
  if (parameter === undefined) throw notFound('parameter');
  return parameter;
}

/**
 * Makes, changes or deletes a rule of a parameter. Rejects as `editRules` does, and with `rule.violated` when values
 * that are set on the parameter would break it. Whoever sets a value confirms the parameter's row: one that comes in
 * between the look at the values and the rule makes this look again.
 */
export async function editParameterRules(
  deps: Pick<Deps, 'rows' | 'cipher'>,
  address: ParameterAddress,
  edit: RuleEdit,
): Promise<EditedRules> {
  const { organizationId } = address;
  return untilUncontended(async () => {
    const { etag, ...parameter } = await findOwnParameter(deps, address);
    const types = lookUpTypes(deps, organizationId);
    await types.learn([parameter.type]);
    const chain = types.chain(parameter.type);
    if (chain === undefined) throw notFound('type');
    const { rules: inherited } = demandsOf(chain);
    const typeName = await types.nameOf(parameter.type);
    const edited = editRules({ base: chain.base, typeName, rules: parameter.rules ?? [], inherited }, edit);
    if (edited.rules === parameter.rules) return edited;
    if (edited.asksMore) {
      const places = await listPlacesOfValues(deps, organizationId);
      const demands = demandsOf(chain, edited.rules);
      refuseViolations(parameter.name, await checkStoredValues(deps, { parameter, demands, places }));
    }
    await replaceParameter(deps.rows, { ...parameter, rules: edited.rules }, { ...parameter, etag });
    return edited;
  });
}
