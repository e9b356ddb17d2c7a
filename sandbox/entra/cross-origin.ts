import type { Cloud } from '../cloud/cloud.ts';

/**
 * Headers that let a page call the token endpoint: only pages of origins that are a public application's redirect URIs.
 * https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions and "single-page application" there
 */
export function crossOriginHeaders(cloud: Cloud, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !publicOrigins(cloud).has(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': 'content-type, client-request-id',
    vary: 'origin',
  };
}

function publicOrigins(cloud: Cloud): Set<string> {
  const uris = cloud.model.applications
    .filter((application) => application.public)
    .flatMap((each) => each.redirectUris);
  return new Set(uris.flatMap((uri) => URL.parse(uri)?.origin ?? []));
}
