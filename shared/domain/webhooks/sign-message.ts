import { createHmac } from 'node:crypto';
import { Secret } from '../../secret.ts';

/** Begins every signing secret; what follows is the key in base64. */
const prefix = 'whsec_';
const keyBytes = { least: 24, most: 64 };

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme */
export function signMessage(
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
  secret: Secret,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const key = Buffer.from(secret.reveal().slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}

/** A signing secret of these bytes. */
export function signingSecret(key: Uint8Array): Secret {
  return new Secret(`${prefix}${Buffer.from(key).toString('base64')}`);
}

/** Whether it is a signing secret of 24 to 64 bytes. */
export function isSigningSecret(text: string): boolean {
  if (!text.startsWith(prefix)) return false;
  const key = Buffer.from(text.slice(prefix.length), 'base64');
  return (
    key.byteLength >= keyBytes.least &&
    key.byteLength <= keyBytes.most &&
    key.toString('base64').replace(/=+$/, '') === text.slice(prefix.length).replace(/=+$/, '')
  );
}
