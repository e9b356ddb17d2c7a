import type { Cause, PermissionMatrix, Status } from './cause.ts';

/** What the last access tests found. */
export interface Access {
  status: Status;
  /** What the last test met; null when it found everything it needs, or there was none yet. */
  cause: Cause | null;
  /** One plain sentence. */
  statusDetail: string;
  permissions: PermissionMatrix;
  /** Since when the status is what it is. */
  statusSince: Date;
  /** When the last test began. */
  lastCheckedAt: Date | null;
  /** How long the last test took, in milliseconds. */
  lastCheckTook: number | null;
  /** When the last test began whose answer told something about access. */
  conclusiveAt: Date | null;
  /** When the last test began in which the vault dealt with a token of the integration's tenant: it belongs there. */
  acceptedAt: Date | null;
  /** How many tests in a row did not find the integration connected. */
  failures: number;
  /** When it should be tested again before the timer's turn; null: at the timer's turn. */
  nextCheckAt: Date | null;
}

/** A customer's vault, connected to an organization. Tenant and vault are fixed at creation. */
export interface Integration {
  id: string;
  organizationId: string;
  /** GUID in lower case; the organization has proven that it may use it. */
  tenantId: string;
  /** As it was given; vault names are case-insensitive. */
  vaultName: string;
  description: string;
  /** Whether pushes may write to the vault. */
  writable: boolean;
  /** Put on every secret that we write. */
  resourceTags: Record<string, string>;
  createdAt: Date;
  /** When a person last changed it; tests do not count. */
  modifiedAt: Date;
}

/** The name by which clients find an integration. */
export function integrationName(integration: Pick<Integration, 'vaultName' | 'tenantId'>): string {
  return `${integration.vaultName}@${integration.tenantId}`;
}

/** The fully qualified name of the vault, or of one secret in it. */
export function integrationFqn(integration: Pick<Integration, 'vaultName' | 'tenantId'>, secretName?: string): string {
  const vault = `azure-key-vault://${integration.tenantId}/${integration.vaultName}`;
  return secretName === undefined ? vault : `${vault}/${secretName}`;
}
