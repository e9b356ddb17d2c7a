import type { QuotaUse } from '../domain/sync/quota-window.ts';
import type { Secret } from '../secret.ts';

/** A vault is only ever addressed together with the tenant that was proven: tokens come from that tenant alone. */
export interface VaultAddress {
  tenantId: string;
  vaultName: string;
}

/** What a list tells of a secret. Times are whole seconds since 1970, by the vault's clock. */
export interface SecretProperties {
  /** As the vault spells it; names are case-insensitive. */
  name: string;
  /** `https://{vault}/secrets/{name}`, without version. */
  id: string;
  enabled: boolean;
  /** Backed by a certificate: read-only for us. */
  managed: boolean;
  created: number;
  updated: number;
  notBefore?: number;
  expires?: number;
  contentType?: string;
  tags: Record<string, string>;
}

export interface SecretBundle {
  properties: SecretProperties;
  version: string;
  value: Secret;
  /**
   * When the vault answered, by its own clock (the `Date` header): whole seconds since 1970. Tells whether `updated`,
   * which counts seconds, could hide a later change in the same second. Without that header: `properties.updated`.
   */
  answeredAt: number;
}

/** What a secret says of its value beside the tags; a new version has only what it is given. Times as in the list. */
export type SecretAttributes = Pick<SecretProperties, 'contentType' | 'notBefore' | 'expires'>;

export interface SecretToSet extends SecretAttributes {
  name: string;
  value: Secret;
  tags: Record<string, string>;
}

export type Permission = 'list' | 'get' | 'set' | 'delete' | 'recover';

export const permissions: readonly Permission[] = ['list', 'get', 'set', 'delete', 'recover'];

/** Each permission's answer: allowed, or the fault that its probe met. Absent: not asked, since an earlier answer settled it. */
export type ProbeAnswers = Partial<Record<Permission, 'allowed' | VaultFault>>;

export interface VaultCallOptions {
  signal?: AbortSignal;
}

export interface ProbeOptions extends VaultCallOptions {
  /** Milliseconds for the whole test (default and most: ten seconds). */
  timeLimit?: number;
  /** The vault has dealt with a token of its tenant not long ago: it need not be asked whose it is. Only in `passing`. */
  tenantKnown?: boolean;
  /** Nobody waits, or is expected to call this vault soon: one request at a time, and nothing is kept of it. */
  passing?: boolean;
  /** A denial that is no news: it is believed without a new token. */
  expected?: string;
}

/** What this process has sent to a vault. */
export interface Traffic {
  /** Since it began. */
  requests: number;
  /** How many of them the vault refused as too many. */
  throttled: number;
  /** What counts against the vault's quotas at present. */
  recent: QuotaUse;
  /** When the vault answered last, by its own clock: whole seconds since 1970. Absent before its first answer. */
  answeredAt?: number;
}

/** One customer's vault. Every method rejects with {@link VaultFault} and nothing else (but for an aborted signal). */
export interface Vault {
  /** Pages of up to 25 secrets, in the vault's order. Deleted secrets are not listed. */
  list(options?: VaultCallOptions): AsyncIterable<SecretProperties[]>;
  /** The current version. Disabled secrets fail with `secret.disabled`. */
  get(name: string, options?: VaultCallOptions): Promise<SecretBundle>;
  /** Makes a new version. A soft-deleted name fails with `secret.deleted`. */
  set(secret: SecretToSet, options?: VaultCallOptions): Promise<SecretBundle>;
  /** Soft-deletes; resolves when the vault has accepted it. */
  delete(name: string, options?: VaultCallOptions): Promise<void>;
  /** Recovers a soft-deleted secret and resolves when it can be read and set again. */
  recover(name: string, options?: VaultCallOptions): Promise<void>;
  /** Asks for each permission with a name that cannot exist, so that no secret is touched; at most six requests. */
  probe(options?: ProbeOptions): Promise<ProbeAnswers>;
  traffic(): Promise<Traffic>;
  /** Another process has just sent this; it counts against the quotas here as well. */
  occupy(recent: QuotaUse): Promise<void>;
}

export interface Vaults {
  open(address: VaultAddress): Vault;
}

/** Why a vault, or Entra on the way to it, did not do what was asked. Codes are stable. */
export type VaultFaultCode =
  | 'consent.missing'
  | 'tenant.not-found'
  | 'app.disabled'
  | 'credential.invalid'
  | 'vault.not-found'
  | 'vault.wrong-tenant'
  | 'vault.forbidden-by-rbac'
  | 'vault.forbidden-by-access-policy'
  | 'vault.forbidden-by-firewall'
  | 'vault.forbidden-by-connection'
  | 'vault.forbidden-by-governance-policy'
  | 'vault.throttled'
  | 'vault.unavailable'
  | 'vault.rejected'
  | 'network.unreachable'
  | 'secret.not-found'
  | 'secret.disabled'
  | 'secret.deleted'
  | 'secret.being-deleted';

export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly code: VaultFaultCode;
  /** HTTP status of the answer, when there was one. */
  readonly status?: number;
  /** From Retry-After, in seconds. */
  readonly retryAfter?: number;

  constructor(code: VaultFaultCode, options: { status?: number; retryAfter?: number; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}
