import { type FunctionMetadata, findTrigger } from './function-metadata.ts';
import { resolveSettings } from './settings.ts';

/** What a function is started by. `other`: a trigger that this host does not serve. */
export type FunctionInfo = { name: string } & (
  | { trigger: 'http'; route: string; methods: string[] }
  | { trigger: 'queue'; queueName: string; connection?: string }
  | { trigger: 'timer'; schedule: string; runOnStartup: boolean; useMonitor: boolean }
  | { trigger: 'other'; type: string }
);

/** Reads a registration; settings in `%…%` are resolved. `route` includes the prefix, without slashes at its ends. */
export function describeFunction(
  metadata: FunctionMetadata,
  settings: Record<string, string | undefined>,
  routePrefix: string,
): FunctionInfo {
  const { name } = metadata;
  const binding = findTrigger(metadata)?.binding ?? { type: 'none' };
  const text = (property: string) => {
    const value = binding[property];
    return typeof value === 'string' ? resolveSettings(value, settings) : undefined;
  };
  switch (binding.type.toLowerCase()) {
    case 'httptrigger': {
      const methods = Array.isArray(binding.methods)
        ? binding.methods.map((method) => String(method).toUpperCase())
        : [];
      return { name, trigger: 'http', route: joinRoute(routePrefix, text('route') || name), methods };
    }
    case 'queuetrigger': {
      const connection = typeof binding.connection === 'string' ? { connection: binding.connection } : {};
      return { name, trigger: 'queue', queueName: text('queueName') ?? '', ...connection };
    }
    case 'timertrigger':
      return {
        name,
        trigger: 'timer',
        schedule: text('schedule') ?? '',
        runOnStartup: binding.runOnStartup === true,
        useMonitor: binding.useMonitor !== false,
      };
    default:
      return { name, trigger: 'other', type: binding.type };
  }
}

function joinRoute(prefix: string, route: string): string {
  return [prefix, route.replace(/^\/+|\/+$/g, '')].filter((part) => part !== '').join('/');
}
