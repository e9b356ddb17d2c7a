import { OperatorError } from '../../operator-error.ts';
import type { Archive } from '../../ports/archive.ts';
import type { Tables } from '../../ports/tables.ts';
import type { Manifest, Part } from '../../store/backup-manifest.ts';
import { everyTable } from '../../store/every-table.ts';
import { deleteRows } from '../operations/delete-rows.ts';
import { type EndDeps, endRuns } from './end-runs.ts';
import { readManifest } from './read-manifest.ts';
import { readPart } from './read-part.ts';
import { writeRows } from './write-rows.ts';

type RestoreDeps = EndDeps & { tables: Tables; archive: Archive };

export interface RestorePlan {
  manifest: Manifest;
  /** Tables that have rows now. */
  filled: string[];
}

/**
 * What a restoration would do. The whole backup is read and held against its manifest. Rejects with `backup.not-found`,
 * `backup.incomplete`, `backup.format`, `backup.damaged`.
 */
export async function planRestore(
  { archive, tables }: Pick<RestoreDeps, 'archive' | 'tables'>,
  backup: string,
): Promise<RestorePlan> {
  const manifest = await readManifest(archive, backup);
  for (const part of manifest.tables) for await (const _row of readPart(archive, backup, part));
  const filled: string[] = [];
  for (const table of everyTable) if (await hasRows(tables, table)) filled.push(table);
  return { manifest, filled };
}

/**
 * Writes what a plan says, and ends the runs that were under way when the backup was made; resolves to how many. Tables
 * that have rows are refused with `restore.not-empty`, unless `replace` says that they are to be emptied first. Cut off, it
 * is repeated with `replace`. The service must not run meanwhile.
 */
export async function restore(
  deps: RestoreDeps,
  { manifest, filled }: RestorePlan,
  { replace, onPart }: { replace: boolean; onPart?: (part: Part) => void },
): Promise<{ endedRuns: number }> {
  if (filled.length > 0 && !replace) {
    throw new OperatorError(
      'restore.not-empty',
      `A restoration goes into empty tables, and these have rows: ${filled.join(', ')}.`,
      'Name the settings of an empty storage account, or say with --replace that what is there is to be deleted.',
    );
  }
  for (const table of filled) await deleteRows(deps.rows, table, deps.tables.scan(table, { select: [] }));
  // The other way round than they were copied: what is referred to comes first, the organizations last.
  for (const part of [...manifest.tables].reverse()) {
    await writeRows(deps.rows, part.table, readPart(deps.archive, manifest.name, part));
    onPart?.(part);
  }
  return { endedRuns: await endRuns(deps) };
}

async function hasRows(tables: Tables, table: string): Promise<boolean> {
  for await (const _row of tables.scan(table, { select: [] })) return true;
  return false;
}
