/**
 * Records what the present app stores: `node tests/versions/record.ts schema-v2` writes a folder of that name under
 * tests/fixtures, and refuses to write one again. What a release stored is never recorded anew.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { writeKeyFile } from './key-file.ts';
import { tellStory } from './story.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('say which folder, as in: node tests/versions/record.ts schema-v2');
const keyFile = await writeKeyFile();
try {
  const recording = await tellStory(keyFile.path);
  const path = new URL(`../fixtures/${folder}/`, import.meta.url);
  await mkdir(path, { recursive: true });
  await writeFile(new URL('recording.json', path), `${JSON.stringify(recording, null, 1)}\n`, { flag: 'wx' });
} finally {
  await keyFile.remove();
}
