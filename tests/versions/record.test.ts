import { mkdir, writeFile } from 'node:fs/promises';
import { writeKeyFile } from './key-file.ts';
import { tellStory } from './story.ts';

/**
 * Not a test of every day: `RECORD_FIXTURES=schema-v2 npm test -- tests/versions/record` writes what the present app stores into
 * a folder of that name under tests/fixtures. A folder that a release was made with is never written again.
 */
const folder = process.env.RECORD_FIXTURES;

(folder === undefined ? test.skip : test)('record what the present app stores', async () => {
  const keyFile = await writeKeyFile();
  try {
    const recording = await tellStory(keyFile.path);
    const path = new URL(`../fixtures/${folder}/`, import.meta.url);
    await mkdir(path, { recursive: true });
    await writeFile(new URL('recording.json', path), `${JSON.stringify(recording, null, 1)}\n`, { flag: 'wx' });
    expect(recording.rows.length).toBeGreaterThan(100);
  } finally {
    await keyFile.remove();
  }
});
