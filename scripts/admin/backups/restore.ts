import type { RestorePlan } from '../../../shared/use-cases/backup/restore.ts';
import { command } from '../command.ts';

export const restoreCommand = command({
  name: 'restore',
  summary: 'Write the tables as a backup holds them.',
  details: `
Without --yes it reads the whole backup, holds it against its manifest, and says what it would do. It
restores into empty tables only, unless --replace has it delete what they hold. Runs that were under way
when the backup was made are ended (task.restored). Stop the app before, and clear its queues; what else
there is to do is in docs/administration.md. Cut off, it is repeated with --replace.`,
  options: {
    backup: { type: 'string', value: 'NAME', required: true, description: 'which one, as list-backups shows it' },
    replace: { type: 'boolean', description: 'delete all that the tables hold now' },
    yes: { type: 'boolean', description: 'do it' },
  },
  async run({ backup, replace, yes }, context) {
    const { planRestore, restore } = await import('../../../shared/use-cases/backup/restore.ts');
    const deps = { ...(await context.deps()), ...(await context.operator()) };
    const plan = await planRestore(deps, backup);
    if (!yes) return { dry_run: true, ...shown(plan), next: nextStep(plan, replace) };
    const { endedRuns } = await restore(deps, plan, {
      replace,
      onPart: ({ table, rows }) => context.tell(`${table}: ${rows} rows`),
    });
    return { ...shown(plan), ended_runs: endedRuns };
  },
});

function shown({ manifest, filled }: RestorePlan) {
  const rows = Object.fromEntries(manifest.tables.map((part) => [part.table, part.rows]));
  return { backup: manifest.name, made_at: manifest.finishedAt, rows, tables_with_rows: filled };
}

function nextStep({ filled }: RestorePlan, replace: boolean): string {
  if (filled.length === 0) return 'The tables are empty. Stop the app and add --yes.';
  return replace
    ? 'All rows of the tables that have any are deleted first. Stop the app and add --yes.'
    : 'Some tables have rows: restore into another account, or stop the app and add --replace --yes to delete them first.';
}
