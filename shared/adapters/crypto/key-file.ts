import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { KeyUnavailable } from '../../ports/key-wrapper.ts';

export const keyLength = 32;

export interface FileKey {
  /** `file:` and the first 16 hexadecimal digits of the key's SHA-256. */
  id: string;
  key: KeyObject;
}

/**
 * Reads the keys of a key file: one per line, 32 bytes in base64. The first wraps, all unwrap, so that a new first
 * line begins a rotation. Rejects with `KeyUnavailable`, whose message says what to do about the file.
 */
export async function readKeyFile(path: string): Promise<[FileKey, ...FileKey[]]> {
  const text = await readPrivate(path);
  const lines = text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line: line.trim(), number: index + 1 }]));
  const [first, ...rest] = lines.map(({ line, number }) => parseKey(line, `line ${number} of the key file ${path}`));
  if (first === undefined) throw new KeyUnavailable('wrapping-key.unusable', `the key file ${path} is empty`);
  return [first, ...rest];
}

async function readPrivate(path: string): Promise<string> {
  try {
    const { mode } = await stat(path);
    // Windows knows no such bits; there the file's access list has to keep others out.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new KeyUnavailable(
        'wrapping-key.unusable',
        `the key file ${path} can be read by others: run chmod 600 on it`,
      );
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof KeyUnavailable) throw error;
    throw new KeyUnavailable(
      'wrapping-key.not-found',
      `the key file ${path} cannot be read: make it once, and keep it for as long as the data`,
      {
        cause: error,
      },
    );
  }
}

function parseKey(line: string, where: string): FileKey {
  const bytes = Buffer.from(line, 'base64');
  // Decoding skips what is not base64: only a line that encodes back to itself is one.
  if (bytes.length !== keyLength || bytes.toString('base64') !== line) {
    throw new KeyUnavailable('wrapping-key.unusable', `${where} is not a key: ${keyLength} bytes in base64`);
  }
  const fingerprint = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { id: `file:${fingerprint}`, key: createSecretKey(bytes) };
}
