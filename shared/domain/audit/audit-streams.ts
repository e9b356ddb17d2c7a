import type { AuditAction, AuditEntry } from './audit-entry.ts';

/** What a list of entries can be narrowed by. */
export interface AuditFilter {
  objectId?: string;
  parameterId?: string;
  environmentId?: string;
  projectId?: string;
  userId?: string;
  objectType?: string;
  action?: AuditAction | 'expired';
}

/**
 * For each filter the entry's own value: for every one that it has, the entry stands in a stream of its own. The order
 * is from the filter that mostly leaves least to the one that leaves most.
 */
const filters: { [Name in keyof Required<AuditFilter>]: (entry: AuditEntry) => string | undefined } = {
  objectId: ({ object }) => object.id,
  parameterId: ({ object }) => object.parameterId,
  environmentId: ({ object }) => object.environmentId,
  projectId: ({ object }) => object.projectId,
  userId: ({ user }) => user.id,
  objectType: ({ objectType }) => objectType,
  action: ({ action }) => action,
};
const names = Object.keys(filters) as (keyof AuditFilter)[];

/** A stream's name: nothing for all entries, else a filter and its value. */
export type AuditStream = readonly [] | readonly [filter: string, value: string];

/** All streams that hold the entry beside that of all entries. */
export function streamsOf(entry: AuditEntry): AuditStream[] {
  return names.flatMap((name) => {
    const value = filters[name](entry);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
}

/** The shortest stream that holds what the filter asks for, and what of the stream fits, where not all of it does. */
export function chooseStream(filter: AuditFilter): { stream: AuditStream; fits?: (entry: AuditEntry) => boolean } {
  const [first, ...others] = names.filter((name) => filter[name] !== undefined);
  if (first === undefined) return { stream: [] };
  const stream = [first, filter[first] ?? ''] as const;
  if (others.length === 0) return { stream };
  return { stream, fits: (entry) => others.every((name) => filters[name](entry) === filter[name]) };
}
