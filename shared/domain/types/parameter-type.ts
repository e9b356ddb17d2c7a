import { type BuiltInType, builtInTypes } from '../configuration/parameter-type.ts';
import type { Rule } from './rule.ts';

/**
 * What somebody wants a type to become, while the values that are set are held against it. New values keep to it
 * already, or make it void: see docs/decisions/0010-rules-while-values-change.md.
 */
export interface Announcement {
  id: string;
  /** All rules that the type is to have. */
  rules: readonly Rule[];
  parent: string;
}

/** A type that an organization has made: its parent with more rules. */
export interface CustomType {
  id: string;
  organizationId: string;
  name: string;
  description: string;
  /** The name of a built-in type, or the id of another custom one. */
  parent: string;
  rules: readonly Rule[];
  /** What it may be about to become; the oldest first. */
  announcements?: readonly Announcement[];
  createdAt: Date;
  modifiedAt: Date;
}

/** The ids of the built-in types, the same in every organization and for ever: clients keep them. */
export const builtInTypeIds: Record<BuiltInType, string> = {
  string: 'a3c6d0f4-6b1e-4c52-9d3f-000000000001',
  integer: 'a3c6d0f4-6b1e-4c52-9d3f-000000000002',
  boolean: 'a3c6d0f4-6b1e-4c52-9d3f-000000000003',
};

/** The built-in type of this id. */
export function builtInTypeOf(id: string): BuiltInType | undefined {
  return builtInTypes.find((name) => builtInTypeIds[name] === id);
}
