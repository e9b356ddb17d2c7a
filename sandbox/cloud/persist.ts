import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CloudModel } from './model.ts';

/** How long changes are collected before they are written, in milliseconds. */
const delay = 200;

/** Enough of a check to tell a saved cloud from anything else; the parts are written by this version alone. */
const saved = z.looseObject({
  version: z.literal(1),
  tenants: z.array(z.looseObject({ id: z.string() })),
  users: z.array(z.looseObject({ id: z.string() })),
  applications: z.array(z.looseObject({ clientId: z.string() })),
  servicePrincipals: z.array(z.looseObject({ id: z.string() })),
  managedIdentities: z.array(z.looseObject({ clientId: z.string() })),
  vaults: z.array(z.looseObject({ name: z.string() })),
  signingKeys: z.array(z.looseObject({})),
});

const fileIn = (directory: string) => join(directory, 'cloud.json');

/** The cloud saved in a directory; nothing when there is none. Rejects when the file is not one. */
export async function loadCloud(directory: string): Promise<CloudModel | undefined> {
  const text = await readFile(fileIn(directory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return saved.parse(JSON.parse(text)) as unknown as CloudModel;
  } catch (cause) {
    throw new Error(`${fileIn(directory)} is not a saved cloud; begin anew (--fresh) or repair it`, { cause });
  }
}

export interface CloudSaver {
  /** Says that the model changed; it is written soon after. */
  changed(): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

/** Saves the model to a directory, one write at a time, each as a whole or not at all. */
export function createCloudSaver(directory: string, model: () => CloudModel): CloudSaver {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => save(directory, model()));
    return writing;
  };
  return {
    changed() {
      timer ??= setTimeout(() => {
        write().catch((error: unknown) => process.emitWarning(`The local cloud could not be saved: ${error}`));
      }, delay);
    },
    flush: () => (timer === undefined ? writing : write()),
  };
}

async function save(directory: string, model: CloudModel): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const part = `${fileIn(directory)}.part`;
  // The sandbox's secrets are in it.
  await writeFile(part, JSON.stringify(model), { mode: 0o600 });
  await rename(part, fileIn(directory));
}
