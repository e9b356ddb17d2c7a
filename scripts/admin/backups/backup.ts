import { command } from '../command.ts';

export const backupCommand = command({
  name: 'backup',
  summary: 'Copy all tables into blobs.',
  details: `
Into the container "backups" of the account that BACKUP_STORAGE names, or else of the service's own.
Values stay sealed and data keys wrapped: whoever has the backup and not the wrapping key can read
names, but no value. The service may run meanwhile; docs/administration.md says what that means. A
backup that is cut off has no manifest and is not taken for one; make another.`,
  options: {},
  async run(_values, context) {
    const { backUp } = await import('../../../shared/use-cases/backup/back-up.ts');
    const { clock } = await context.deps();
    const { name, startedAt, finishedAt, tables } = await backUp(
      { ...(await context.operator()), clock },
      { onPart: ({ table, rows, bytes }) => context.tell(`${table}: ${rows} rows, ${bytes} bytes`) },
    );
    const sum = (of: 'rows' | 'bytes') => tables.reduce((total, part) => total + part[of], 0);
    return { backup: name, started_at: startedAt, finished_at: finishedAt, rows: sum('rows'), bytes: sum('bytes') };
  },
});
