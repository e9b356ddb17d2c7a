import type { EventType } from './use-webhooks.ts';

/** The events that can be chosen, by what they are about. Templates are left out: there are none yet. */
export const eventGroups = {
  'Vaults and runs': {
    integration_status_changed: 'The access to a vault changed',
    task_finished: 'A run finished',
    task_failed: 'A run failed',
    secrets_expiring: 'Imported secrets expire soon',
  },
  Values: { value_created: 'created', value_updated: 'updated', value_deleted: 'deleted' },
  Parameters: { parameter_created: 'created', parameter_updated: 'updated', parameter_deleted: 'deleted' },
  Projects: { project_created: 'created', project_updated: 'updated', project_deleted: 'deleted' },
  Environments: { environment_created: 'created', environment_updated: 'updated', environment_deleted: 'deleted' },
} as const satisfies Record<string, Partial<Record<EventType, string>>>;
