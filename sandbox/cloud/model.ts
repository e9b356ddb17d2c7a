import type { VaultOperation } from './vault-operation.ts';

/**
 * What the local Azure holds: plain data, saved as one JSON document. Times are milliseconds since 1970 unless said otherwise.
 * Every part of the sandbox reads and changes this model through {@link Cloud}; nothing else is shared between them.
 */
export interface CloudModel {
  version: 1;
  tenants: Tenant[];
  users: User[];
  applications: Application[];
  servicePrincipals: ServicePrincipal[];
  /** The user-assigned ones that are assigned to the app. */
  managedIdentities: ManagedIdentity[];
  vaults: Vault[];
  /** Entra's token-signing keys, private JWKs, newest first. */
  signingKeys: Record<string, unknown>[];
}

export interface Tenant {
  id: string;
  name: string;
  /** e.g. `contoso.onmicrosoft.localhost` */
  domain: string;
  /** Whether people who are no administrators may consent (false: "needs an administrator's approval", AADSTS90094). */
  userConsent: boolean;
  /** How long after a consent Entra gives no tokens yet to the new Enterprise application, in milliseconds (default 0). */
  consentPropagation?: number;
  /** How long Entra takes to answer a request for a token, in milliseconds (default 0). */
  tokenDelay?: number;
}

export interface User {
  id: string;
  /** The tenant the account signs in to; for a guest the resource tenant; for a personal account the consumers' tenant. */
  tenantId: string;
  userPrincipalName: string;
  name: string;
  kind: 'member' | 'guest' | 'personal';
  /** Template ids of directory roles, e.g. Global Administrator `62e90394-69f5-4237-9190-012177145e10`. */
  directoryRoles: string[];
  /** A Conditional Access policy (AADSTS53003) stops the person on the sign-in page, or the redemption of the code. */
  blockedAt?: 'sign-in' | 'token';
  /** Attributes of the account that an application's claims mapping may name. */
  attributes?: Record<string, string>;
}

/** An app registration. */
export interface Application {
  clientId: string;
  name: string;
  homeTenantId: string;
  multiTenant: boolean;
  redirectUris: string[];
  secrets: { id: string; value: string; expires: number }[];
  /** PEM certificates that may sign client assertions. */
  certificates: string[];
  /**
   * Federated credentials: assertions of this issuer, subject and audience are accepted; `jwks` are the issuer's public keys,
   * absent where this Entra is the issuer.
   */
  federatedCredentials: {
    issuer: string;
    subject: string;
    audience: string;
    jwks?: { keys: Record<string, unknown>[] };
  }[];
  /** Optional claims of the registration: directory roles (`wids`) and member or guest (`acct`). */
  optionalClaims: ('wids' | 'acct')[];
  /** An application in the browser: it has no credential, PKCE is required, its origins may call the token endpoint. */
  public?: boolean;
  /**
   * The claims mapping: attributes of the account that tokens for the application's own API carry under the same name.
   * https://learn.microsoft.com/entra/identity-platform/jwt-claims-customization
   */
  mappedClaims?: string[];
}

/** The "Enterprise application" of an application in one tenant; what consent creates. */
export interface ServicePrincipal {
  /** Object id: what role assignments and access policies name; `oid` of app-only tokens. */
  id: string;
  tenantId: string;
  clientId: string;
  enabled: boolean;
  created: number;
  /** From when tokens are given for it; before that 7000229 as during real propagation. */
  effective: number;
}

/** A user-assigned managed identity. */
export interface ManagedIdentity {
  clientId: string;
  /** Object id: what role assignments and access policies name; `sub` and `oid` of its tokens. */
  principalId: string;
  tenantId: string;
  name: string;
}

export type AccessModel = 'rbac' | 'access-policy';

export interface Vault {
  name: string;
  tenantId: string;
  subscriptionId: string;
  resourceGroup: string;
  accessModel: AccessModel;
  /** `open`, behind a firewall, or reachable by private link only. */
  network: 'open' | 'firewall' | 'private';
  roleAssignments: RoleAssignment[];
  accessPolicies: AccessPolicy[];
  /** What an Azure Policy on the vault forbids, whoever may do it otherwise (default: nothing). */
  forbiddenByPolicy?: VaultOperation[];
  /** How long a new role assignment or access policy takes to have effect, in milliseconds. */
  propagationDelay: number;
  /** How long a secret is "being deleted" or "being recovered", in milliseconds. */
  transitionTime: number;
  secrets: SecretEntry[];
  /** Absent: none. */
  keys?: KeyEntry[];
  quota: Quota;
  faults: Fault[];
  counters: Counters;
}

export interface RoleAssignment {
  id: string;
  principalId: string;
  /** Role definition id, e.g. Key Vault Secrets Officer. */
  roleId: string;
  effective: number;
}

export const secretPermissions = ['get', 'list', 'set', 'delete', 'recover', 'purge', 'backup', 'restore'] as const;
export type SecretPermission = (typeof secretPermissions)[number];

export type KeyPermission =
  | 'get'
  | 'list'
  | 'create'
  | 'update'
  | 'rotate'
  | 'delete'
  | 'recover'
  | 'purge'
  | 'wrapKey'
  | 'unwrapKey';

export interface AccessPolicy {
  principalId: string;
  /** With secrets. */
  permissions: SecretPermission[];
  /** With keys; absent: none. */
  keyPermissions?: KeyPermission[];
  effective: number;
}

/** What deleting and recovering leave on a secret or key. */
export interface Deletable {
  /** Set while soft-deleted: when it was deleted, and when the deletion is through. */
  deleted?: { at: number; settled: number; purgeAt: number };
  /** Set for a while after a recovery: when it is usable again. */
  recovering?: number;
}

export interface SecretEntry extends Deletable {
  /** As first spelled; compared without case. */
  name: string;
  /** Oldest first. */
  versions: SecretVersion[];
  /** Backed by a certificate. */
  managed: boolean;
}

export interface KeyEntry extends Deletable {
  /** As first spelled; compared without case. */
  name: string;
  /** Oldest first. */
  versions: KeyVersion[];
}

/** An RSA key. Times are whole seconds since 1970, as the API has them. */
export interface KeyVersion {
  version: string;
  /** Private JWK; nobody outside gets more than `n` and `e`. */
  jwk: Record<string, string>;
  /** e.g. `wrapKey`, `unwrapKey`. */
  operations: string[];
  enabled: boolean;
  tags?: Record<string, string>;
  created: number;
  updated: number;
  notBefore?: number;
  expires?: number;
}

export interface SecretVersion {
  version: string;
  value: string;
  enabled: boolean;
  contentType?: string;
  tags?: Record<string, string>;
  /** Whole seconds since 1970, as the API has them. */
  created: number;
  updated: number;
  notBefore?: number;
  expires?: number;
}

export interface Quota {
  enforced: boolean;
  /** Per 10 seconds: creating secrets and keys; everything else. */
  writes: number;
  others: number;
  /** Whether a 429 tells how long to wait. */
  retryAfter: boolean;
}

/** An injected fault; takes the next `count` matching requests, or a share of them. */
export interface Fault {
  id: string;
  kind: 'throttle' | 'unavailable' | 'reset' | 'delay';
  /** Only these operations; all when absent. */
  operations?: VaultOperation[];
  /** How many requests are hit; absent: until removed. */
  count?: number;
  /** Share of the matching requests that are hit, 0 to 1 (default 1). */
  share?: number;
  /** Strikes when the request has been carried out, and only then: its effect stays, its answer is late or lost. */
  after?: boolean;
  /** For `delay`, in milliseconds. */
  delay?: number;
  /** For `throttle` and `unavailable`: seconds in Retry-After; absent: no header. */
  retryAfter?: number;
}

/** Requests answered since the last reset, by operation, and by status. Unauthenticated challenges count as `challenge`. */
export interface Counters {
  operations: Record<string, number>;
  statuses: Record<string, number>;
}
