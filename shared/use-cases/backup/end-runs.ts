import type { Tables } from '../../ports/tables.ts';
import { encodeKeyPart } from '../../store/key.ts';
import { everyOrganization } from '../../store/organizations.ts';
import { unfinishedTasks } from '../../store/tasks.ts';
import type { Deps } from '../deps.ts';
import { stopTask } from '../sync/tasks/finish-task.ts';

export type EndDeps = Pick<Deps, 'rows' | 'clock' | 'news' | 'log'> & { tables: Tables };

/** What a run ends in that a backup was made of while it was under way. */
const restored = {
  code: 'task.restored',
  detail: 'The service was restored from a backup that was made during the run; what it had done by then stays.',
};

/**
 * Ends all runs that are not finished; resolves to how many. They are of the time of the backup: to go on with them could
 * write to vaults what was meant then. Nobody else may work on them.
 */
export async function endRuns(deps: EndDeps): Promise<number> {
  const ids = new Map<string, string>();
  for await (const id of everyOrganization(deps.rows)) ids.set(encodeKeyPart(id), id);
  let count = 0;
  for await (const task of unfinishedTasks(deps.tables, (part) => ids.get(part))) {
    await stopTask(deps, task, restored);
    count += 1;
  }
  return count;
}
