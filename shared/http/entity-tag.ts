import { createHash } from 'node:crypto';
import { ServiceError } from '../errors.ts';

/** An ETag for a revision, whatever characters name it: https://www.rfc-editor.org/rfc/rfc9110#field.etag */
export function entityTag(revision: string): string {
  return `"${createHash('sha256').update(revision).digest('base64url').slice(0, 22)}"`;
}

/**
 * Checks the header `If-Match` against the object's present tag; rejects with `object.changed` when it names others only.
 * https://www.rfc-editor.org/rfc/rfc9110#field.if-match
 */
export function requireMatch(ifMatch: string | undefined, tag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const given = ifMatch.split(',').map((item) => item.trim());
  if (!given.includes(tag)) throw new ServiceError('object.changed');
}
