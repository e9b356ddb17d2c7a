import type { CustomType } from './parameter-type.ts';
import { ruleRevision } from './rule.ts';

/** Changes with what the type says: unlike the etag of its row, which also changes with announcements. */
export function typeRevision({ id, name, description, parent, rules, modifiedAt }: CustomType): string {
  return JSON.stringify([id, name, description, parent, modifiedAt.toISOString(), ...rules.map(ruleRevision)]);
}
