import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What `npm start` tells other commands of the service that it runs. */
const runningService = z.object({
  pid: z.int(),
  url: z.url(),
  controlUrl: z.url(),
  /** The sandbox's certificate authority, PEM. */
  caPem: z.string(),
  apiKey: z.string(),
});

export type RunningService = z.infer<typeof runningService>;

const fileIn = (stateDirectory: string) => join(stateDirectory, 'running.json');

/** The service that runs on this state directory, if its process is alive. */
export async function findRunningService(stateDirectory: string): Promise<RunningService | undefined> {
  const text = await readFile(fileIn(stateDirectory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const parsed = text === undefined ? undefined : runningService.safeParse(JSON.parse(text)).data;
  return parsed !== undefined && isAlive(parsed.pid) ? parsed : undefined;
}

export async function announceRunningService(stateDirectory: string, service: RunningService): Promise<void> {
  await writeFile(fileIn(stateDirectory), JSON.stringify(service), { mode: 0o600 });
}

export async function withdrawRunningService(stateDirectory: string): Promise<void> {
  await rm(fileIn(stateDirectory), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
