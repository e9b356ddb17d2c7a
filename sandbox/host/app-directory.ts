import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { AppStartError } from './app-start-error.ts';
import { entryPoints, readMain } from './load-app.ts';

/** Rejects with {@link AppStartError} `main-missing` unless package.json names an entry point that exists. */
export async function checkMain(appDirectory: string): Promise<void> {
  const main = await readMain(appDirectory);
  if (main === undefined) throw new AppStartError('main-missing', `package.json in ${appDirectory} has no "main".`);
  if ((await entryPoints(appDirectory)).length > 0) return;
  const message = `${main} (package.json "main") does not exist in ${appDirectory}: run "npm run build".`;
  throw new AppStartError('main-missing', message);
}

/**
 * What hosts of the same app have in common, and by it the locks and states of its timers: the setting
 * `AzureFunctionsWebHost__hostid`, or a digest of the directory.
 */
export async function findHostId(appDirectory: string, settings: Record<string, string | undefined>): Promise<string> {
  const given = settings.AzureFunctionsWebHost__hostid;
  return (
    given ||
    createHash('sha256')
      .update(await realpath(appDirectory))
      .digest('hex')
      .slice(0, 32)
  );
}
