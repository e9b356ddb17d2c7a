/** How much one organization may have and do, so that it cannot starve the others. */
export interface Limits {
  /** HTTP requests that each instance of the app answers it in any minute. */
  requestsPerMinute: number;
  /** How many of its tasks are worked on at the same time, on all instances together. */
  tasksAtOnce: number;
  integrations: number;
  /** Imports and pushes, those of all integrations together. */
  actions: number;
  projects: number;
  environments: number;
  /** Those of all projects together. */
  parameters: number;
}

/** Who looks for a free place asks for one after the other. */
export const mostTasksAtOnce = 100;

export type LimitName = keyof Limits;

/** What an organization may have only so many of. */
export type CountedKind = Exclude<LimitName, 'requestsPerMinute' | 'tasksAtOnce'>;

export const limitNames = [
  'requestsPerMinute',
  'tasksAtOnce',
  'integrations',
  'actions',
  'projects',
  'environments',
  'parameters',
] as const satisfies readonly LimitName[];
