import { entityTag, requireMatch } from './entity-tag.ts';

/** The request's `If-Match` as a check of the etag of what is about to change; rejects with `object.changed`. */
export function ifMatch(header: (name: string) => string | undefined): (etag: string) => void {
  return (etag) => requireMatch(header('if-match'), entityTag(etag));
}
