import type { Principal } from '../principal.ts';

/**
 * What can happen to an object. `read`: somebody was shown what otherwise only the customer's vault would show them. `ping`: a
 * webhook was tried.
 */
export const auditActions = ['create', 'read', 'update', 'delete', 'pull', 'push', 'ping'] as const;

export type AuditAction = (typeof auditActions)[number];

/** The kinds of objects: the contract's names, and ours for what the contract has no name for. */
export const auditObjectTypes = [
  'AwsIntegration',
  'Environment',
  'GitHubIntegration',
  'Grant',
  'Invitation',
  'Membership',
  'Organization',
  'Parameter',
  'ParameterRule',
  'ParameterType',
  'ParameterTypeRule',
  'Project',
  'Pull',
  'Push',
  'ServiceAccount',
  'Tag',
  'Task',
  'Template',
  'Value',
  'AzureKeyVaultIntegration',
  'AzureKeyVaultTenant',
  'WebHook',
] as const;

export type AuditObjectType = (typeof auditObjectTypes)[number];

/** What a change was about: never what was written, only where. */
export interface AuditObject {
  id: string;
  name: string;
  projectId?: string;
  parameterId?: string;
  environmentId?: string;
}

/** Who did it, as they were at that time. */
export type AuditUser = Omit<Principal, 'organizationId'>;

/** One change: who did what to which object, when. */
export interface AuditEntry {
  /** Holds the time (see `entryId`), so that order and address come from it alone. */
  id: string;
  organizationId: string;
  action: AuditAction;
  objectType: AuditObjectType;
  object: AuditObject;
  user: AuditUser;
  at: Date;
  /** `unknown`: the change was begun, and nobody was left to say how it ended. */
  outcome: 'done' | 'unknown';
}

/** A change that is about to be made: what will be left of it when whoever makes it dies. */
export interface AuditIntent extends Pick<AuditEntry, 'organizationId' | 'action' | 'objectType' | 'user'> {
  id: string;
  /** What is known of the object beforehand. */
  object: Partial<AuditObject>;
  startedAt: Date;
}

/** The object with its place filled in: a project is in itself, and so are parameters and environments. */
export function placed(type: AuditObjectType, object: AuditObject): AuditObject {
  const { id } = object;
  if (type === 'Project') return { ...object, projectId: id };
  if (type === 'Parameter') return { ...object, parameterId: id };
  if (type === 'Environment') return { ...object, environmentId: id };
  return object;
}
