import { isBuiltInType } from '../configuration/parameter-type.ts';
import type { Announcement, CustomType } from './parameter-type.ts';
import type { Rule } from './rule.ts';

/** What is announced for the values of a type. */
export interface Announced<T> {
  /** Rules that may hold soon; some of them may hold already. */
  rules: readonly Rule[];
  /** The types whose announcements these are. */
  by: readonly T[];
}

/** What is announced of a type and of all that it rests on, or may soon; nothing when nothing is. */
export function announcedFor<T extends CustomType>(
  types: ReadonlyMap<string, T>,
  type: string,
): Announced<T> | undefined {
  const around = new Set<T>();
  const visit = (id: string) => {
    const found = isBuiltInType(id) ? undefined : types.get(id);
    if (found === undefined || around.has(found)) return;
    around.add(found);
    for (const { parent } of [found, ...announcementsOf(found)]) visit(parent);
  };
  visit(type);
  const by = [...around].filter((each) => announcementsOf(each).length > 0);
  if (by.length === 0) return undefined;
  return { rules: [...around].flatMap((each) => [each, ...announcementsOf(each)].flatMap(({ rules }) => rules)), by };
}

/** The types once as they are and once as each announcement would have them. */
export function withAnnounced(types: readonly CustomType[]): CustomType[] {
  return types.flatMap((type) => [type, ...announcementsOf(type).map(({ parent }) => ({ ...type, parent }))]);
}

export function announcementsOf({ announcements = [] }: CustomType): readonly Announcement[] {
  return announcements;
}
