import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createApiClient } from '../../scripts/story/api-client.ts';

const start = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url));

let stateDirectory: string;
const children: ChildProcessByStdio<null, Readable, Readable>[] = [];

beforeAll(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'start with a blank '));
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(stateDirectory, { recursive: true, force: true });
});

/** Runs `npm start` until it says how to stop it. */
async function run() {
  const child = spawn(process.execPath, [start, '--state', stateDirectory], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const onText = (text: string) => {
      output += text;
      if (output.includes('Stop with Ctrl-C')) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', onText);
    child.stderr.setEncoding('utf8').on('data', onText);
    exited.then((code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
  });
  return { child, exited, output: () => output };
}

const found = (output: string, pattern: RegExp): string => pattern.exec(output)?.[1] ?? '';

/** Process ids whose parent is this one, by the kernel's list (Linux). */
async function childrenOf(pid: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
      return { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
    }),
  );
  return parents.filter(({ parent }) => parent === pid).map(({ pid: child }) => child);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('starts, answers, keeps its state over a restart, and leaves no process behind', async () => {
  const first = await run();
  const url = found(first.output(), /The service\s+(\S+)/);
  const key = found(first.output(), /API key\s+(\S+)/);
  const project = await createApiClient(url, { Authorization: `Api-Key ${key}` })('POST', '/api/v1/projects/', {
    name: 'kept',
  });
  expect(project.status).toBe(201);

  const portal = found(first.output(), /The portal\s+(\S+)/);
  expect((await fetch(portal)).headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await (await fetch(new URL('config.json', portal))).json()).toMatchObject({
    sign_in: { client_id: expect.any(String) },
  });

  const started = await childrenOf(first.child.pid ?? 0);
  expect(started.length).toBeGreaterThan(0);
  first.child.kill('SIGINT');
  expect(await first.exited).toBe(0);
  expect(first.output()).toContain('Stopped.');
  expect(started.filter(isAlive)).toEqual([]);

  const second = await run();
  expect(found(second.output(), /API key\s+(\S+)/)).toBe(key);
  const api = createApiClient(found(second.output(), /The service\s+(\S+)/), { Authorization: `Api-Key ${key}` });
  expect((await api('GET', '/api/v1/projects/')).body.results).toMatchObject([{ name: 'kept' }]);

  // A second one on the same state says that there is one.
  await expect(run()).rejects.toThrow('It runs already');
  second.child.kill('SIGINT');
  expect(await second.exited).toBe(0);
}, 120_000);
