import type { FieldError, ProblemCode } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import type { Parameter, StoredValue } from '../configuration.ts';
import { checkValue, type Demands } from '../types/check-value.ts';
import type { Rule } from '../types/rule.ts';
import { isName } from './name.ts';
import { isBuiltInType } from './parameter-type.ts';
import { isStorable } from './value-content.ts';

/** A parameter that is there, or one to make if its name is free. */
export type ParameterTarget = { id: string } | { name: string; secret: boolean; type: string; description?: string };

/** What is remembered of a value that is set, without the value. */
export type ValueMark = Pick<StoredValue, 'id' | 'etag' | 'digest' | 'createdAt'>;

export interface ValueWish {
  parameter: ParameterTarget;
  value: Secret | null;
  /** Keyed digest of the value; null for null. */
  digest: string | null;
  expected?: string | null;
}

export interface PresentState {
  environmentExists: boolean;
  parameter?: Parameter;
  /** What the type and the rules of that parameter ask of its values; absent: its type is not known. */
  demands?: Demands;
  /** Rules of its type that may hold soon. */
  announced?: readonly Rule[];
  value?: ValueMark;
  /** Whether the project lets a new parameter have this name. */
  allowsName: (name: string) => boolean;
}

export type ValueDecision =
  | { kind: 'write'; parameter: 'present' | 'create'; value: 'insert' | 'replace' }
  | { kind: 'unchanged' }
  | { kind: 'conflict' }
  /** It may be written once what is announced of the type is void. */
  | { kind: 'overrule' }
  | { kind: 'refuse'; code: ProblemCode; detail: string; fields?: readonly FieldError[] };

/**
 * What to do about one value. A value that is as wished already is `unchanged` whatever was expected, so that work
 * that was cut off can be done again.
 */
export function decideSetValue(wish: ValueWish, present: PresentState): ValueDecision {
  const refusal = refuse(wish, present);
  if (refusal !== undefined) return refusal;
  const { value } = present;
  if (value !== undefined && value.digest === wish.digest) return { kind: 'unchanged' };
  if (wish.expected !== undefined && wish.expected !== (value?.etag ?? null)) return { kind: 'conflict' };
  const { demands, announced: rules } = present;
  if (demands && rules && checkValue(wish.value, { ...demands, rules }).length > 0) return { kind: 'overrule' };
  return {
    kind: 'write',
    parameter: present.parameter === undefined ? 'create' : 'present',
    value: value === undefined ? 'insert' : 'replace',
  };
}

function refuse({ parameter: target, value }: ValueWish, present: PresentState): ValueDecision | undefined {
  const no = (code: ProblemCode, detail: string): ValueDecision => ({ kind: 'refuse', code, detail });
  const { parameter } = present;
  if (!present.environmentExists) return no('object.not-found', 'There is no such environment in this organization.');
  if (!isStorable(value)) return no('request.invalid', 'A value has at most 65,536 characters of well-formed Unicode.');
  const type = parameter?.type ?? ('type' in target ? target.type : undefined);
  if (type === undefined) return no('object.not-found', 'There is no such parameter in this project.');
  if (parameter === undefined && 'name' in target) {
    if (!isName(target.name)) return no('request.invalid', 'This cannot be the name of a parameter.');
    if (!present.allowsName(target.name)) {
      return no('project.parameter-name', `The project does not allow the name ${JSON.stringify(target.name)}.`);
    }
  }
  if (parameter?.secret === false && 'name' in target && target.secret) {
    return no('parameter.not-secret', `The parameter ${JSON.stringify(parameter.name)} is not a secret.`);
  }
  const demands = parameter === undefined && isBuiltInType(type) ? { base: type, rules: [] } : present.demands;
  if (demands === undefined) return no('request.invalid', `There is no type named ${JSON.stringify(type)}.`);
  const fields = checkValue(value, demands);
  const [first] = fields;
  if (first === undefined) return undefined;
  const detail = fields.map((field) => field.detail).join(' ');
  return { kind: 'refuse', code: first.code === 'value.type' ? 'value.type' : 'value.rule', detail, fields };
}
