import { command } from '../command.ts';

export const createKeyFileCommand = command({
  name: 'create-key-file',
  summary: 'Make the local key that wraps data keys; never overwrites.',
  options: { path: { type: 'string', value: 'FILE', required: true, description: 'the file to write' } },
  async run({ path }) {
    const { createKeyFile } = await import('../../../shared/adapters/crypto/create-key-file.ts');
    await createKeyFile(path);
    return { key_file: path };
  },
});
