import type { LinkKind, Links } from './links.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The id in a reference: the url of an object of this service, or its bare id, which the command-line client sends.
 * Whether there is such an object is the caller's to check. `field` is named in the error.
 */
export function referencedId(links: Links, kind: LinkKind, reference: string, field: string): string {
  return referencedIds(links, kind, reference, field).at(-1) ?? '';
}

/** All ids of a reference, outermost first; the last one alone of a bare id. */
export function referencedIds(links: Links, kind: LinkKind, reference: string, field: string): string[] {
  const bare = reference.toLowerCase();
  return uuid.test(bare) ? [bare] : links.from(kind, reference, field);
}

/** The same for an optional reference: absent stays absent, and null is null. */
export function optionalReference(
  links: Links,
  kind: LinkKind,
  reference: string | null | undefined,
  field: string,
): string | null | undefined {
  return typeof reference === 'string' ? referencedId(links, kind, reference, field) : reference;
}
