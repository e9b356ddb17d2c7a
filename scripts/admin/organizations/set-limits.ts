import { command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readLimitChanges, typedLimitName } from './read-limit-changes.ts';

export const setLimitsCommand = command({
  name: 'set-limits',
  summary: 'Give a customer limits of its own.',
  details: `
LIST is like parameters=5000,tasks-at-once=2; NAME=default takes one back. The names are
requests-per-minute, tasks-at-once, integrations, actions, projects, environments and parameters. What is
not named stays. Prints those that are set; every instance goes by them within five minutes.`,
  options: {
    organization: { type: 'string', value: 'ID', required: true, description: 'whose limits' },
    limits: { type: 'string', value: 'LIST', required: true, description: 'names and numbers' },
  },
  async run({ organization, limits: list }, context) {
    const changes = readChanges(list);
    const { findOrganization } = await import('../../../shared/use-cases/organizations/find-organization.ts');
    const { setLimits } = await import('../../../shared/use-cases/limits/set-limits.ts');
    const deps = await context.deps();
    await findOrganization(deps, organization);
    const own = Object.entries(await setLimits(deps, organization, changes));
    return { organization, limits: Object.fromEntries(own.map(([name, limit]) => [typedLimitName(name), limit])) };
  },
});

function readChanges(list: string): ReturnType<typeof readLimitChanges> {
  try {
    return readLimitChanges(list);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UsageError(`In --limits: ${cause.message}.`, { command: 'set-limits', cause });
  }
}
