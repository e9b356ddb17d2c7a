import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { putFiles } from '../../scripts/put-files.ts';

test('a folder comes to hold the new files, and of the others those that are kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'put-files-'));
  try {
    await mkdir(join(folder, 'kept'));
    for (const name of ['same', 'stale', 'kept/other']) await writeFile(join(folder, name), 'old');
    const files = ['same', 'deep/new'].map((name) => ({ path: join(folder, name), contents: Buffer.from('new') }));
    await putFiles(folder, files, { kept: 'kept' });
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'deep',
      'deep/new',
      'kept',
      'kept/other',
      'same',
    ]);
    expect(await readFile(join(folder, 'same'), 'utf8')).toBe('new');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
