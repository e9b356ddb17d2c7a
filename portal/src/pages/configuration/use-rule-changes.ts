import { type Api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/schema.ts';
import { askTagged, ifMatch, type Tagged } from '../../api/tagged.ts';
import { type Edited, useEdit } from '../../api/use-edit.ts';
import { useChange } from './use-change.ts';

export type RuleOwner =
  | { kind: 'parameter'; projectId: string; parameterId: string }
  | { kind: 'type'; typeId: string };

export type Rule = Pick<Schemas['ParameterRule'], 'id' | 'type' | 'constraint'>;

export interface RuleForm {
  type: Schemas['ParameterRuleTypeEnum'];
  constraint: string;
}

const ofType = '/api/v1/types/{parametertype_pk}/rules/';
const ofParameter = '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/rules/';

/** The API of the rules of one or the other. */
function rulesOf(owner: RuleOwner) {
  if (owner.kind === 'type') {
    const path = { parametertype_pk: owner.typeId };
    const one = (id: string) => ({ ...path, id });
    return {
      add: (api: Api, body: RuleForm): Promise<unknown> => ask(api.POST(ofType, { params: { path }, body })),
      read: (api: Api, id: string, signal: AbortSignal): Promise<Tagged<Rule>> =>
        askTagged(api.GET(`${ofType}{id}/`, { params: { path: one(id) }, signal })),
      save: (api: Api, id: string, { form: body, etag }: Edited<RuleForm>): Promise<unknown> =>
        ask(api.PATCH(`${ofType}{id}/`, { params: { path: one(id), header: ifMatch(etag) }, body })),
      remove: (api: Api, id: string) => ask(api.DELETE(`${ofType}{id}/`, { params: { path: one(id) } })),
    };
  }
  const path = { project_pk: owner.projectId, parameter_pk: owner.parameterId };
  const one = (id: string) => ({ ...path, id });
  return {
    add: (api: Api, body: RuleForm): Promise<unknown> => ask(api.POST(ofParameter, { params: { path }, body })),
    read: (api: Api, id: string, signal: AbortSignal): Promise<Tagged<Rule>> =>
      askTagged(api.GET(`${ofParameter}{id}/`, { params: { path: one(id) }, signal })),
    save: (api: Api, id: string, { form: body, etag }: Edited<RuleForm>): Promise<unknown> =>
      ask(api.PATCH(`${ofParameter}{id}/`, { params: { path: one(id), header: ifMatch(etag) }, body })),
    remove: (api: Api, id: string) => ask(api.DELETE(`${ofParameter}{id}/`, { params: { path: one(id) } })),
  };
}

/** Adds a rule, or changes the one with this id. */
export function useEditRule(owner: RuleOwner, id?: string) {
  const rules = rulesOf(owner);
  return useEdit({
    read: id === undefined ? undefined : (api, signal) => rules.read(api, id, signal),
    formOf: (rule?: Rule): RuleForm => ({ type: rule?.type ?? 'min_len', constraint: rule?.constraint ?? '' }),
    save: useChange(
      (api, edited: Edited<RuleForm>) => (id === undefined ? rules.add(api, edited.form) : rules.save(api, id, edited)),
      ({ form }) => `Saved the rule ${form.type}`,
    ),
  });
}

export function useDeleteRule(owner: RuleOwner) {
  return useChange(
    (api, { id }: Rule) => rulesOf(owner).remove(api, id),
    ({ type }) => `Deleted the rule ${type}`,
  );
}
