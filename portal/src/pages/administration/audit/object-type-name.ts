import { objectTypes } from './audit-filter.ts';

/** The portal's word for a kind of objects; the API's own for one that it has no word for. */
export function objectTypeName(type: string): string {
  return Object.hasOwn(objectTypes, type) ? objectTypes[type as keyof typeof objectTypes] : type;
}
