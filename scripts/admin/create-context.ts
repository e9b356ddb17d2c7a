import type { Config } from '../../shared/config.ts';
import { createJsonLog } from '../../shared/log.ts';
import type { Context } from './context.ts';
import { readSettings } from './read-settings.ts';

/** `settings`: the file that the operator has named, if any. */
export function createContext({ settings, tell }: { settings?: string } & Pick<Context, 'tell'>): Context {
  let config: Promise<Config> | undefined;
  const context: Context = {
    tell,
    config() {
      config ??= read(settings);
      return config;
    },
    async deps() {
      const { compose } = await import('../../shared/compose.ts');
      // What operators do is not the deployment's traffic.
      const { deps } = await compose({ ...(await context.config()), telemetry: undefined });
      return { ...deps, log: createJsonLog((_level, line) => process.stderr.write(`${line}\n`)) };
    },
    async operator() {
      const { composeOperator } = await import('../../shared/compose-operator.ts');
      return composeOperator(await context.config());
    },
  };
  return context;
}

async function read(file: string | undefined): Promise<Config> {
  const { readConfig } = await import('../../shared/config.ts');
  return readConfig(await readSettings(file));
}
