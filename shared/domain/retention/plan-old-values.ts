/** What a parameter's value was in one environment, from `since` until the next one. */
export interface OldValue {
  rowKey: string;
  environmentId: string;
  parameterId: string;
  since: Date;
}

/**
 * Which old values nobody can ask for any more: those that were replaced by `floor`, unless a tag stands for a moment at which
 * they held. `values`: in the order of their keys, each parameter's newest first in each environment. `before`: the one
 * before the first of them. `momentsOf`: the times of the tags through which the environment's values are read.
 * `replacedAt`: since when the present value of the same parameter and environment holds; without it the newest old one
 * is kept.
 */
export function planOldValues(
  values: readonly OldValue[],
  context: {
    before?: OldValue;
    floor: Date;
    momentsOf: (environmentId: string) => readonly Date[];
    replacedAt: (value: OldValue) => Date | undefined;
  },
): OldValue[] {
  const { floor, momentsOf, replacedAt } = context;
  return values.filter((value, index) => {
    const newer = index === 0 ? context.before : values[index - 1];
    const end = newer !== undefined && isSameValue(newer, value) ? newer.since : replacedAt(value);
    if (end === undefined || end > floor) return false;
    return !momentsOf(value.environmentId).some((moment) => value.since <= moment && moment < end);
  });
}

/** The newest old value of each parameter and environment among them that may be due: those whose end the present value tells. */
export function newestOld(
  values: readonly OldValue[],
  { before, floor }: { before?: OldValue; floor: Date },
): OldValue[] {
  return values.filter((value, index) => {
    const newer = index === 0 ? before : values[index - 1];
    return value.since <= floor && (newer === undefined || !isSameValue(newer, value));
  });
}

function isSameValue(one: OldValue, other: OldValue): boolean {
  return one.environmentId === other.environmentId && one.parameterId === other.parameterId;
}
