import type { AuditObject, AuditUser } from '../audit/audit-entry.ts';
import type { Cause, Status } from '../integration/cause.ts';
import type { ActionKind } from '../sync/action.ts';
import type { TaskCounts } from '../sync/task.ts';

/** Ours: what happens by itself. */
export const ownEventTypes = [
  'integration_status_changed',
  'task_finished',
  'task_failed',
  'secrets_expiring',
] as const;

/** The contract's: what was changed through the API. There are no templates yet, so that nothing happens to any. */
export const changeEventTypes = [
  'parameter_created',
  'parameter_updated',
  'parameter_deleted',
  'template_created',
  'template_updated',
  'template_deleted',
  'project_created',
  'project_updated',
  'project_deleted',
  'environment_created',
  'environment_updated',
  'environment_deleted',
  'value_created',
  'value_updated',
  'value_deleted',
] as const;

export const eventTypes = [...changeEventTypes, ...ownEventTypes] as const;

export type EventType = (typeof eventTypes)[number];

interface EventHead {
  /** The same for the same event, however often it is told: receivers know by it what they have had already. */
  id: string;
  organizationId: string;
  /** When it happened, ISO 8601. */
  at: string;
}

export interface StatusChanged extends EventHead {
  type: 'integration_status_changed';
  integrationId: string;
  from: Status;
  to: Status;
  cause: Cause | null;
  /** One plain sentence. */
  detail: string;
}

export interface TaskEnded extends EventHead {
  type: 'task_finished' | 'task_failed';
  integrationId: string;
  actionId: string;
  actionKind: ActionKind;
  taskId: string;
  dryRun: boolean;
  reason: string;
  counts: TaskCounts;
  error: { code: string; detail: string } | null;
}

export interface SecretsExpiring extends EventHead {
  type: 'secrets_expiring';
  integrationId: string;
  /** The soonest first; `expiresAt` in ISO 8601. */
  secrets: { name: string; expiresAt: string }[];
}

export interface ObjectChanged extends EventHead {
  type: (typeof changeEventTypes)[number];
  object: Pick<AuditObject, 'id' | 'name' | 'projectId' | 'parameterId' | 'environmentId'>;
  /** Who did it. */
  user: Pick<AuditUser, 'kind' | 'id' | 'name'>;
}

/** Something that happened, by ids, names, codes, counts and times: never a value. */
export type NewsEvent = StatusChanged | TaskEnded | SecretsExpiring | ObjectChanged;

/** Sent to one webhook because somebody wants to see whether it works; nobody can ask for it beforehand. */
export interface Ping extends EventHead {
  type: 'ping';
  webhook: { id: string; name: string };
  /** Who asked for it. */
  user: Pick<AuditUser, 'kind' | 'id' | 'name'>;
}
