import type { AsyncLocalStorage } from 'node:async_hooks';
import { format } from 'node:util';
import type { HostLog, LogLevel } from './host-log.ts';

/** The invocation in whose course something is logged. */
export interface InvocationScope {
  functionName: string;
  invocationId: string;
}

const LEVELS = {
  trace: 'trace',
  debug: 'debug',
  log: 'information',
  info: 'information',
  warn: 'warning',
  error: 'error',
} satisfies Record<string, LogLevel>;

/** Turns `console.*` into log lines that know the invocation they belong to. */
export function forwardConsole(scopes: AsyncLocalStorage<InvocationScope>, log: HostLog): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Object.defineProperty(console, method, {
      configurable: true,
      writable: true,
      value: (...args: unknown[]) => log({ level, source: 'console', message: format(...args), ...scopes.getStore() }),
    });
  }
}
