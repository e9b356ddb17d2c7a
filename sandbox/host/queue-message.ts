import type { QueueSettings } from './host-json.ts';
import type { TypedData } from './typed-data.ts';

export interface ReceivedMessage {
  messageId: string;
  popReceipt: string;
  messageText: string;
  dequeueCount: number;
  insertedOn: Date;
  expiresOn: Date;
  nextVisibleOn: Date;
}

/** Undefined when the text is not in the queue's encoding. */
export function decodeMessage(text: string, encoding: QueueSettings['messageEncoding']): string | undefined {
  if (encoding === 'none') return text;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes.toString('utf8') : undefined;
}

export function encodeMessage(bytes: Buffer, encoding: QueueSettings['messageEncoding']): string {
  return bytes.toString(encoding === 'base64' ? 'base64' : 'utf8');
}

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger#message-metadata */
export function messageMetadata(message: ReceivedMessage, text: string): Record<string, TypedData> {
  const json = (value: unknown): TypedData => ({ json: JSON.stringify(value) });
  return {
    QueueTrigger: { string: text },
    DequeueCount: json(message.dequeueCount),
    Id: json(message.messageId),
    PopReceipt: json(message.popReceipt),
    InsertionTime: json(message.insertedOn),
    ExpirationTime: json(message.expiresOn),
    NextVisibleTime: json(message.nextVisibleOn),
  };
}
