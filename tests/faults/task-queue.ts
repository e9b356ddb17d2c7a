import { QueueClient } from '@azure/storage-queue';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { until } from '../sandbox/support/until.ts';

/** Waits until every message was dealt with, hidden ones too. */
export async function untilQueueIsEmpty({ azurite }: WholeService, limit = 60_000): Promise<void> {
  const queue = new QueueClient(azurite.connectionString, 'tasks');
  await until(async () => (await queue.getProperties()).approximateMessagesCount === 0, limit);
}
