import { ask } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { useChange } from './use-change.ts';

export type RuleOwner =
  | { kind: 'parameter'; projectId: string; parameterId: string }
  | { kind: 'type'; typeId: string };

export type Rule = Pick<Schemas['ParameterRule'], 'id' | 'type' | 'constraint'>;

export interface RuleForm {
  type: Schemas['ParameterRuleTypeEnum'];
  constraint: string;
}

/** Adds a rule, or changes the one with this id. */
export function useSaveRule(owner: RuleOwner, id?: string) {
  return useChange(
    (api, body: RuleForm): Promise<unknown> => {
      if (owner.kind === 'type') {
        const path = { parametertype_pk: owner.typeId };
        return id === undefined
          ? ask(api.POST('/api/v1/types/{parametertype_pk}/rules/', { params: { path }, body }))
          : ask(api.PATCH('/api/v1/types/{parametertype_pk}/rules/{id}/', { params: { path: { ...path, id } }, body }));
      }
      const path = { project_pk: owner.projectId, parameter_pk: owner.parameterId };
      const rules = '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/rules/';
      return id === undefined
        ? ask(api.POST(rules, { params: { path }, body }))
        : ask(api.PATCH(`${rules}{id}/`, { params: { path: { ...path, id } }, body }));
    },
    ({ type }) => `Saved the rule ${type}`,
  );
}

export function useDeleteRule(owner: RuleOwner) {
  return useChange(
    (api, { id }: Rule) => {
      if (owner.kind === 'type') {
        const path = { parametertype_pk: owner.typeId, id };
        return ask(api.DELETE('/api/v1/types/{parametertype_pk}/rules/{id}/', { params: { path } }));
      }
      const path = { project_pk: owner.projectId, parameter_pk: owner.parameterId, id };
      return ask(
        api.DELETE('/api/v1/projects/{project_pk}/parameters/{parameter_pk}/rules/{id}/', { params: { path } }),
      );
    },
    ({ type }) => `Deleted the rule ${type}`,
  );
}
