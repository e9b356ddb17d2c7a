import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SyncWorld } from '../sync/world.ts';
import { fillOrganization } from './fill-organization.ts';
import { createOperatorWorld, type OperatorWorld } from './operator-world.ts';

let operator: OperatorWorld;
let world: SyncWorld;
beforeAll(async () => {
  operator = await createOperatorWorld();
  world = await operator.startService();
  await fillOrganization(world);
}, 60_000);
afterAll(() => operator?.stop());

interface Line {
  table: string;
  partition: string;
  row: string;
  data: Record<string, unknown>;
  content?: unknown;
  secret?: true;
}

async function exportTo(file: string, ...more: string[]) {
  const path = join(operator.folder, file);
  const ran = await operator.admin(
    'export-organization',
    '--organization',
    world.organizationId,
    '--output',
    path,
    ...more,
  );
  expect(ran).toMatchObject({ code: 0, json: { name: 'Contoso', file: path } });
  const text = await readFile(path, 'utf8');
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  expect(JSON.parse(lines.pop() ?? '')).toEqual({ end: true, rows: ran.json.rows });
  expect(lines).toHaveLength(ran.json.rows);
  return { ran, path, text, lines: lines.map((line) => JSON.parse(line) as Line) };
}

test('everything is in the file but what is secret, and only the operator can read it', async () => {
  const { path, text, lines } = await exportTo('open.jsonl');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const tables = new Set(lines.map(({ table }) => table));
  const some = [
    'organizations',
    'users',
    'audit',
    'tasks',
    'steps',
    'parameters',
    'integrations',
    'webhooks',
    'consents',
  ];
  for (const table of some) expect(tables).toContain(table);
  expect(tables).not.toContain('dataKeys');
  expect(lines[0]).toMatchObject({ table: 'organizations', data: { name: 'Contoso', createdAt: expect.any(String) } });
  const find = (row: RegExp) => lines.filter((line) => row.test(line.row));
  expect(find(/^person!/)).toMatchObject([{ data: { name: 'Ada' } }]);
  expect(find(/^service-account!/)).toMatchObject([{ data: { role: 'ADMIN' } }]);

  // Values that are not secret are told, others that there is one; history too.
  expect(find(/^v!.*!limit$/)).toMatchObject([{ content: 'canary-open' }]);
  const secrets = find(/^v!.*!password$/);
  expect(secrets).toMatchObject([{ secret: true }]);
  expect(secrets[0]).not.toHaveProperty('content');
  expect(find(/^h!/)).toMatchObject([{ secret: true }]);
  for (const hidden of ['canary-after', 'canary-before', 'canary-imported', 'canary-hook']) {
    expect(text).not.toContain(hidden);
  }
  expect(text).not.toContain('"digest"');
}, 60_000);

test('with --secrets the contents are in the file, and on no screen', async () => {
  const { ran, path, lines } = await exportTo('secret.jsonl', '--secrets');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const contents = lines.flatMap(({ content }) => (typeof content === 'string' ? [content] : []));
  expect(contents.sort()).toEqual([
    'canary-after',
    'canary-before',
    'canary-imported',
    'canary-open',
    'canary-staging',
  ]);
  expect(lines.find(({ table }) => table === 'webhooks')).toMatchObject({
    content: { url: 'https://hooks.example/news?token=canary-hook' },
  });
  expect(lines.some(({ content }) => content === null)).toBe(true);
  expect(ran.stdout + ran.stderr).not.toContain('canary');
}, 60_000);

test('a file that is there is left as it is', async () => {
  const { path, text } = await exportTo('kept.jsonl');
  const again = await operator.admin('export-organization', '--organization', world.organizationId, '--output', path);
  expect(again).toMatchObject({ code: 1, json: { error: { code: 'file.exists' } } });
  expect(await readFile(path, 'utf8')).toBe(text);
}, 60_000);
