import { ServiceError } from '../errors.ts';

/**
 * Holds an `If-Match` header against an object's present etag; rejects with `object.changed`. No header, or `*`, asks
 * nothing. Our etags name one version of a row, so that a weak one is as good as a strong one here.
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 */
export function requireUnchanged(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const expected = ifMatch.split(',').map(opaqueTag);
  if (!expected.includes(opaqueTag(etag))) throw new ServiceError('object.changed');
}

function opaqueTag(etag: string): string {
  return etag.trim().replace(/^W\//, '');
}
