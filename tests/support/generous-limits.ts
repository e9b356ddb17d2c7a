import type { Deps } from '../../shared/use-cases/deps.ts';
import { createUsage } from '../../shared/use-cases/limits/usage.ts';

/** Limits beyond what tests do that are about something else, of which nothing is used yet. */
export function generousLimits(): Pick<Deps, 'limits' | 'usage' | 'wrongKeysPerMinute'> {
  const limits = {
    requestsPerMinute: 100_000,
    tasksAtOnce: 4,
    integrations: 1_000,
    actions: 5_000,
    projects: 1_000,
    environments: 1_000,
    parameters: 100_000,
  };
  return { limits, usage: createUsage(), wrongKeysPerMinute: 60 };
}
