import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { OperatorError } from '../../shared/operator-error.ts';

const text = z.record(z.string(), z.string());
/** The forms that files of settings come in, each as names and values. */
const forms = z.union([
  // local.settings.json
  z.object({ Values: text }).transform(({ Values }) => Values),
  // az functionapp config appsettings list
  z
    .array(z.object({ name: z.string(), value: z.string() }))
    .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
  text,
]);

/**
 * The settings to work with. A file that is named wins over the environment: it says which deployment is meant. Without
 * one, local.settings.json says what the environment leaves open.
 */
export async function readSettings(file: string | undefined): Promise<Record<string, string | undefined>> {
  if (file !== undefined) return { ...process.env, ...(await readSettingsFile(file)) };
  const local = new URL('../../local.settings.json', import.meta.url);
  return { ...(existsSync(local) ? await readSettingsFile(local) : {}), ...process.env };
}

async function readSettingsFile(file: string | URL): Promise<Record<string, string>> {
  try {
    return forms.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new OperatorError(
      'settings.unreadable',
      `The settings in ${file} cannot be read.`,
      'Name a file like local.settings.json, or one that `az functionapp config appsettings list` has printed.',
      { cause },
    );
  }
}
