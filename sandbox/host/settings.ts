import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppStartError } from './app-start-error.ts';
import { stripJsonComments } from './strip-json-comments.ts';

const FILES = ['local.settings.json', 'local.settings.sample.json'];

const document = z.object({
  Values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
});

/** The `Values` of local.settings.json, or of the sample when there is none of its own; empty without either. */
export async function readLocalSettings(appDirectory: string): Promise<Record<string, string>> {
  for (const file of FILES) {
    const path = join(appDirectory, file);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text !== undefined) return parseLocalSettings(text, path);
  }
  return {};
}

export function parseLocalSettings(text: string, path = 'local.settings.json'): Record<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(stripJsonComments(text));
  } catch (error) {
    throw new AppStartError('configuration', `${path} is not JSON.`, { cause: error });
  }
  const parsed = document.safeParse(value);
  if (!parsed.success) throw new AppStartError('configuration', `${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.Values;
}

/** Replaces `%NAME%` by that setting, as the platform does in schedules and queue names. */
export function resolveSettings(text: string, settings: Record<string, string | undefined>): string {
  return text.replace(/%([^%]+)%/g, (_match, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new AppStartError('setting-missing', `%${name}% in "${text}" is not a setting.`);
    return value;
  });
}

/** A storage account by its connection string, or by the addresses of its services and a managed identity. */
export type StorageConnection =
  | { connectionString: string }
  | { address(service: 'blob' | 'queue'): string; clientId: string | undefined };

/**
 * The storage account that a binding's `connection` names (default `AzureWebJobsStorage`).
 * https://learn.microsoft.com/azure/azure-functions/functions-reference#connections
 */
export function storageConnection(
  name: string | undefined,
  settings: Record<string, string | undefined>,
): StorageConnection {
  const wanted = name || 'AzureWebJobsStorage';
  // As documented, "Storage" may stand for "AzureWebJobsStorage".
  for (const prefix of [wanted, `AzureWebJobs${wanted}`]) {
    const value = settings[prefix];
    if (value) return { connectionString: value };
    if (settings[`${prefix}__credential`]?.toLowerCase() === 'managedidentity') return byIdentity(prefix, settings);
  }
  throw new AppStartError('setting-missing', `The connection string "${wanted}" is not among the settings.`);
}

function byIdentity(prefix: string, settings: Record<string, string | undefined>): StorageConnection {
  const account = settings[`${prefix}__accountName`];
  return {
    clientId: settings[`${prefix}__clientId`],
    address(service) {
      const address = settings[`${prefix}__${service}ServiceUri`];
      if (address) return address;
      if (account) return `https://${account}.${service}.core.windows.net`;
      throw new AppStartError('setting-missing', `"${prefix}__${service}ServiceUri" is not among the settings.`);
    },
  };
}
