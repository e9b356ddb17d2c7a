import type { Role } from './principal.ts';

/** Somebody who came with a token of the configured issuer: what the latest token seen said. */
export interface Person {
  /** The token's subject. */
  id: string;
  organizationId: string;
  name: string;
  role: Role;
  /** When first seen. */
  createdAt: Date;
  modifiedAt: Date;
}

/** How long what is stored of a person is good for, in milliseconds. */
const refreshAfter = 24 * 3_600_000;

/** Whether a person's row is to be written: it tells something else than the token, or is a day old. */
export function isOutdated(stored: Person, seen: Pick<Person, 'name' | 'role'>, now: Date): boolean {
  return (
    stored.name !== seen.name ||
    stored.role !== seen.role ||
    now.getTime() - stored.modifiedAt.getTime() >= refreshAfter
  );
}
