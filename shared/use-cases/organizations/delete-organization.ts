import { isFinished } from '../../domain/sync/task.ts';
import { OperatorError } from '../../operator-error.ts';
import { RowConflict } from '../../ports/rows.ts';
import type { Tables } from '../../ports/tables.ts';
import { listOpenTasks } from '../../store/open-tasks.ts';
import { organizationRows } from '../../store/organization-rows.ts';
import { deleteOrganization, getOrganization, isListed, replaceOrganization } from '../../store/organizations.ts';
import { getTask, replaceTask, type StoredTask } from '../../store/tasks.ts';
import { usersTable } from '../../store/users-table.ts';
import type { Deps } from '../deps.ts';
import { deleteRows } from '../operations/delete-rows.ts';
import { stopTask } from '../sync/tasks/finish-task.ts';
import { cancelled } from '../sync/tasks/run-task.ts';
import { vaultLease } from '../sync/tasks/vault-lease.ts';
import { noOrganization } from './find-organization.ts';

export type DeletionDeps = Pick<Deps, 'rows' | 'leases' | 'news' | 'clock' | 'log'> & {
  tables: Tables;
  /** Milliseconds. */
  pause(duration: number): Promise<void>;
};

/** Rows by table. */
export type RowCounts = Record<string, number>;

export interface DeletionPlan {
  id: string;
  /** Its name; or its id, where a deletion that was cut off has left nothing that knows the name. */
  name: string;
  rows: RowCounts;
  /** Runs that are not finished. */
  runs: number;
}

/** For so long processes that run may still let in who has a key (see `authenticate`), in milliseconds, and some more. */
const accessRemembered = 6_000;
/** While a service runs, something may be written once more by who was let in before; not again and again. */
const mostSweeps = 5;
const leaseSeconds = 60;

/** What there is to delete. Rejects with `organization.not-found`. */
export async function planDeletion(
  deps: Pick<DeletionDeps, 'rows' | 'tables'>,
  organizationId: string,
): Promise<DeletionPlan> {
  const organization = await getOrganization(deps.rows, organizationId);
  if (organization === undefined && !(await isListed(deps.rows, organizationId))) throw noOrganization(organizationId);
  const counts: RowCounts = {};
  for await (const { table, rows } of organizationRows(deps, organizationId)) {
    for await (const _row of rows) counts[table] = (counts[table] ?? 0) + 1;
  }
  const runs = (await unfinishedRuns(deps, organizationId)).length;
  return { id: organizationId, name: organization?.name ?? organizationId, rows: counts, runs };
}

/**
 * Deletes everything that any table holds of an organization; resolves to how much that was. First nobody is let in any
 * more and its runs are ended; at last go the data keys, without which nothing that was sealed opens, and the
 * organization itself. Cut off anywhere it is done again, and goes on. Rejects with `organization.busy` while a worker is
 * in the middle of a run, which ends soon after that.
 */
export async function deleteOrganizationData(deps: DeletionDeps, organizationId: string): Promise<RowCounts> {
  const { rows, clock } = deps;
  const organization = await getOrganization(rows, organizationId);
  if (organization !== undefined && organization.deletingSince === undefined) {
    await replaceOrganization(rows, { ...organization, deletingSince: clock.now() });
  }
  await endRuns(deps, organizationId);
  const counts: RowCounts = {};
  const sweep = async (only?: string) => {
    let swept = 0;
    for await (const section of organizationRows(deps, organizationId)) {
      if (only !== undefined && section.table !== only) continue;
      const deleted = await deleteRows(rows, section.table, section.rows);
      if (deleted > 0) counts[section.table] = (counts[section.table] ?? 0) + deleted;
      swept += deleted;
    }
    return swept;
  };
  if ((await sweep(usersTable)) > 0) await deps.pause(accessRemembered);
  for (let sweeps = 0; (await sweep()) > 0; ) {
    sweeps += 1;
    if (sweeps === mostSweeps) throw notEmpty();
  }
  await deleteOrganization(rows, organizationId);
  return counts;
}

/** Ends runs that nobody works on, and has those end that somebody works on. */
async function endRuns(deps: DeletionDeps, organizationId: string): Promise<void> {
  let busy = 0;
  for (const task of await unfinishedRuns(deps, organizationId)) {
    const lease = await deps.leases.acquire(await vaultLease(deps, task), leaseSeconds);
    if (lease === undefined) {
      busy += 1;
      await requestEnd(deps, task);
      continue;
    }
    try {
      await stopTask(deps, task, cancelled);
    } finally {
      await lease.release();
    }
  }
  if (busy === 0) return;
  throw new OperatorError(
    'organization.busy',
    `Somebody works on the vaults of ${busy} unfinished runs; those of the organization end after the steps under way.`,
    'Nobody is let into the organization any more. Repeat the command in a minute.',
  );
}

async function requestEnd({ rows, clock }: DeletionDeps, task: StoredTask): Promise<void> {
  try {
    await replaceTask(rows, { ...task, cancelRequested: true, modifiedAt: clock.now() });
  } catch (error) {
    // It has just come further; the repetition finds it again if it is not over.
    if (!(error instanceof RowConflict)) throw error;
  }
}

async function unfinishedRuns({ rows }: Pick<DeletionDeps, 'rows'>, organizationId: string): Promise<StoredTask[]> {
  const open = (await listOpenTasks(rows)).filter((each) => each.organizationId === organizationId);
  const tasks = await Promise.all(open.map(({ actionId, taskId }) => getTask(rows, organizationId, actionId, taskId)));
  return tasks.filter((task) => task !== undefined).filter((task) => !isFinished(task));
}

function notEmpty(): OperatorError {
  return new OperatorError(
    'organization.not-empty',
    'Something is written to the organization again and again while it is deleted.',
    'Repeat the command in a minute; if it fails again, stop the app meanwhile.',
  );
}
