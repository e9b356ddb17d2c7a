import type { FunctionMetadata } from './function-metadata.ts';
import type { QueueSettings } from './host-json.ts';
import { encodeMessage } from './queue-message.ts';
import { resolveSettings, storageConnection } from './settings.ts';
import type { ListenersOptions } from './start-listeners.ts';
import { queueService } from './storage-clients.ts';
import { type InvocationResponse, type TypedData, toBytes } from './typed-data.ts';

/** The messages that an invocation returned for queue output bindings; an array makes a message of each of its items. */
export function queueOutputs(
  metadata: FunctionMetadata,
  response: InvocationResponse,
): { queueName: string; connection: string | undefined; messages: Buffer[] }[] {
  return Object.entries(metadata.bindings).flatMap(([name, binding]) => {
    if (binding.direction !== 'out' || binding.type.toLowerCase() !== 'queue') return [];
    const data =
      name === '$return' ? response.returnValue : response.outputData?.find((item) => item.name === name)?.data;
    const messages = toMessages(data);
    const connection = typeof binding.connection === 'string' ? binding.connection : undefined;
    return messages.length === 0 ? [] : [{ queueName: String(binding.queueName), connection, messages }];
  });
}

/** Puts them on their queues, which are created when they are missing. */
export async function sendQueueOutputs(
  metadata: FunctionMetadata,
  response: InvocationResponse,
  { settings, environment }: Pick<ListenersOptions, 'settings' | 'environment'>,
  encoding: QueueSettings['messageEncoding'],
): Promise<void> {
  for (const { queueName, connection, messages } of queueOutputs(metadata, response)) {
    const service = queueService(storageConnection(connection, settings), environment);
    const queue = service.getQueueClient(resolveSettings(queueName, settings));
    await queue.createIfNotExists();
    for (const message of messages) await queue.sendMessage(encodeMessage(message, encoding));
  }
}

function toMessages(data: TypedData | null | undefined): Buffer[] {
  const items: unknown = data?.json === undefined ? undefined : JSON.parse(data.json);
  if (Array.isArray(items)) {
    return items.map((item) => Buffer.from(typeof item === 'string' ? item : JSON.stringify(item), 'utf8'));
  }
  const bytes = toBytes(data);
  return bytes === undefined ? [] : [bytes];
}
