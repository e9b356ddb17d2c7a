import type { VaultOperation } from '../cloud/vault-operation.ts';

/** What a request asks for. `name` and `version` are as in the URL; they may be malformed. */
export interface VaultRoute {
  operation: VaultOperation;
  name: string;
  /** Absent or empty means the current version. */
  version?: string;
}

const ROUTES: { method: string; path: RegExp; operation: VaultOperation }[] = [
  { method: 'GET', path: /^\/secrets$/, operation: 'list' },
  { method: 'GET', path: /^\/secrets\/(?<name>[^/]+)\/versions$/, operation: 'listVersions' },
  { method: 'GET', path: /^\/secrets\/(?<name>[^/]+)(\/(?<version>[^/]+))?$/, operation: 'get' },
  { method: 'PUT', path: /^\/secrets\/(?<name>[^/]+)$/, operation: 'set' },
  { method: 'PATCH', path: /^\/secrets\/(?<name>[^/]+)(\/(?<version>[^/]+))?$/, operation: 'update' },
  { method: 'DELETE', path: /^\/secrets\/(?<name>[^/]+)$/, operation: 'delete' },
  { method: 'GET', path: /^\/deletedsecrets$/, operation: 'listDeleted' },
  { method: 'GET', path: /^\/deletedsecrets\/(?<name>[^/]+)$/, operation: 'getDeleted' },
  { method: 'DELETE', path: /^\/deletedsecrets\/(?<name>[^/]+)$/, operation: 'purge' },
  { method: 'POST', path: /^\/deletedsecrets\/(?<name>[^/]+)\/recover$/, operation: 'recover' },
  { method: 'GET', path: /^\/keys$/, operation: 'listKeys' },
  { method: 'GET', path: /^\/keys\/(?<name>[^/]+)\/versions$/, operation: 'listKeyVersions' },
  { method: 'GET', path: /^\/keys\/(?<name>[^/]+)(\/(?<version>[^/]+))?$/, operation: 'getKey' },
  { method: 'POST', path: /^\/keys\/(?<name>[^/]+)\/create$/, operation: 'createKey' },
  { method: 'POST', path: /^\/keys\/(?<name>[^/]+)\/rotate$/, operation: 'rotateKey' },
  { method: 'PATCH', path: /^\/keys\/(?<name>[^/]+)(\/(?<version>[^/]+))?$/, operation: 'updateKey' },
  { method: 'DELETE', path: /^\/keys\/(?<name>[^/]+)$/, operation: 'deleteKey' },
  { method: 'POST', path: /^\/keys\/(?<name>[^/]+)(\/(?<version>[^/]+))?\/wrapkey$/i, operation: 'wrapKey' },
  { method: 'POST', path: /^\/keys\/(?<name>[^/]+)(\/(?<version>[^/]+))?\/unwrapkey$/i, operation: 'unwrapKey' },
  { method: 'GET', path: /^\/deletedkeys$/, operation: 'listDeletedKeys' },
  { method: 'GET', path: /^\/deletedkeys\/(?<name>[^/]+)$/, operation: 'getDeletedKey' },
  { method: 'DELETE', path: /^\/deletedkeys\/(?<name>[^/]+)$/, operation: 'purgeKey' },
  { method: 'POST', path: /^\/deletedkeys\/(?<name>[^/]+)\/recover$/, operation: 'recoverKey' },
];

/**
 * Finds the operation of a request (https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups,
 * …/keys/operation-groups; paths of keys' operations are written `wrapKey` as well as `wrapkey` by different clients).
 * Slashes at the end and doubled ones are ignored: the SDK asks for a current version as `/secrets/name/`.
 */
export function routeRequest(method: string, pathname: string): VaultRoute | undefined {
  const path = pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match) continue;
    const name = decode(match.groups?.name ?? '');
    const version = match.groups?.version;
    return { operation: route.operation, name, ...(version === undefined ? {} : { version: decode(version) }) };
  }
  return undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not valid percent encoding: keep it, the check of names refuses it.
    return segment;
  }
}
