import { createHash } from 'node:crypto';

/** An ETag for a revision, whatever characters name it: https://www.rfc-editor.org/rfc/rfc9110#field.etag */
export function entityTag(revision: string): string {
  return `"${createHash('sha256').update(revision).digest('base64url').slice(0, 22)}"`;
}

/** The ETag of an object whose row holds nothing but what people edit, so that the row's etag changes with that alone. */
export function rowTag({ etag }: { etag: string }): string {
  return entityTag(etag);
}
