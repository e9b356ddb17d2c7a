import { backupOf, manifestSuffix } from '../../../shared/store/backup-manifest.ts';
import { command } from '../command.ts';

export const listBackupsCommand = command({
  name: 'list-backups',
  summary: 'List whole backups, the oldest first.',
  options: {},
  async run(_values, context) {
    const { readManifest } = await import('../../../shared/use-cases/backup/read-manifest.ts');
    const { archive } = await context.operator();
    const backups: object[] = [];
    for await (const { name } of archive.list(manifestSuffix)) {
      const { startedAt, finishedAt, tables } = await readManifest(archive, backupOf(name));
      const rows = tables.reduce((sum, part) => sum + part.rows, 0);
      const bytes = tables.reduce((sum, part) => sum + part.bytes, 0);
      backups.push({ backup: backupOf(name), started_at: startedAt, finished_at: finishedAt, rows, bytes });
    }
    return { backups };
  },
});
