/** Parts of the public API that this service does not have yet, by the beginnings of their addresses. */
const later: readonly [pattern: RegExp, what: string][] = [
  [/^\/api\/v1\/projects\/[^/]+\/templates?(-preview)?(\/|$)/i, 'Templates are'],
  [/^\/api\/v1\/integrations\/explore(\/|$)/i, 'Exploring the content of integrations is'],
  [/^\/api\/v1\/(grants|invitations|memberships)(\/|$)/i, 'Access by grants, invitations and memberships is'],
];

/** The sentence about the missing feature that answers at this path, if it is one of those. */
export function laterFeature(pathname: string): string | undefined {
  const found = later.find(([pattern]) => pattern.test(pathname));
  return found && `${found[1]} not available yet.`;
}
