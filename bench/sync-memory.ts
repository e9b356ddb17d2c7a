import { connectVault } from '../scripts/whole-service/connect-vault.ts';
import { finished, startPull } from '../scripts/whole-service/run-action.ts';
import { startWholeService } from '../scripts/whole-service/start-whole-service.ts';
import type { Figure } from './figure.ts';
import { numbered, secretOf } from './numbered.ts';
import { watchMemory } from './process-memory.ts';
import { succeeded } from './sync-requests.ts';

const valueSize = 20_000;
/** MiB: what a small instance of the platform leaves to the app. */
const most = 350;

/** Resident memory of the worker while it imports large secrets: four times as many must not need more. */
export async function syncMemory({ small }: { small: boolean }): Promise<Figure[]> {
  const many = small ? 1_000 : 10_000;
  const few = many / 4;
  const bound = await peakOfImport(few);
  const value = await peakOfImport(many);
  const name = (count: number) => `peak memory of the worker, import of ${count} secrets of 20 KB`;
  return [
    { case: name(few), value: bound, unit: 'MiB' },
    { case: name(many), value, unit: 'MiB', bound, target: 1.2 },
    { case: `${name(many)}, at most`, value, unit: 'MiB', bound: most, target: 1 },
  ];
}

/** MiB. In a worker of its own: memory that was once needed is seldom given back. */
async function peakOfImport(count: number): Promise<number> {
  const service = await startWholeService();
  try {
    const connected = await connectVault(service, 'bench-memory');
    const value = (number: number) => String(number).padEnd(valueSize, 'large ');
    connected.addSecrets(numbered(count, value).map(secretOf));
    const memory = watchMemory(service.host.workerPid);
    try {
      succeeded(await finished(service, await startPull(service, connected), 600_000));
    } finally {
      memory.stop();
    }
    return memory.peak();
  } finally {
    await service.stop();
  }
}
