import { ServiceError } from '../errors.ts';
import type { RequireUnchanged } from '../use-cases/configuration/require-unchanged.ts';

/**
 * What the header `If-Match` asks for, as a check of the object that is about to change; it rejects with `object.changed` when
 * the object's tag is none of those that the header names. Undefined when the header is absent or `*`, which any object fits:
 * one that is not there is `object.not-found` with it as without it.
 * https://www.rfc-editor.org/rfc/rfc9110#field.if-match, https://www.rfc-editor.org/rfc/rfc9110#name-evaluation-of-preconditions
 */
export function ifMatch<T>(header: string | undefined, tagOf: (object: T) => string): RequireUnchanged<T> | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  // Our own tags have no comma in them, and what is no tag of ours matches nothing.
  const given = new Set(header.split(',').map((item) => item.trim()));
  return (found) => {
    if (!given.has(tagOf(found))) throw new ServiceError('object.changed');
  };
}
