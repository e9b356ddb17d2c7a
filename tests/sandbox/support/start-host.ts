import { fileURLToPath } from 'node:url';
import type { HostLogLine } from '../../../sandbox/host/host-log.ts';
import {
  type FunctionsHost,
  type FunctionsHostOptions,
  startFunctionsHost,
} from '../../../sandbox/host/start-functions-host.ts';

export interface TestHost extends FunctionsHost {
  /** All so far. */
  lines: HostLogLine[];
  /** What one function has logged by `context.log`. */
  said(functionName: string): string[];
}

/** An app of ../fixtures on a free port. */
export async function startHost(
  app: string,
  options: Partial<FunctionsHostOptions> & { lines?: HostLogLine[] } = {},
): Promise<TestHost> {
  const { lines = [], ...rest } = options;
  const host = await startFunctionsHost({
    appDirectory: fixture(app),
    port: 0,
    log: (line) => lines.push(line),
    ...rest,
  });
  const said = (functionName: string) =>
    lines
      .filter((line) => line.source === 'function' && line.functionName === functionName)
      .map((line) => line.message);
  // Its getters must stay getters.
  return Object.defineProperties({ lines, said } as TestHost, Object.getOwnPropertyDescriptors(host));
}

export function fixture(app: string): string {
  return fileURLToPath(new URL(`../fixtures/${app}`, import.meta.url));
}
