import type { IncomingMessage } from 'node:http';
import { badParameter, KeyVaultError } from './key-vault-error.ts';

const MAXIMUM = 1024 * 1024;

/** The parsed body of a request; undefined when there is none. */
export async function readJsonBody(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > MAXIMUM) throw new KeyVaultError(413, 'RequestEntityTooLarge', 'The request is too large.');
    chunks.push(chunk);
  }
  if (length === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw badParameter('The request body is no JSON.');
  }
}
