import { randomUUID } from 'node:crypto';
import { newSecretVersion } from '../sandbox/cloud/new-vault.ts';
import { type ConnectedVault, connectVault, totalOf } from '../scripts/whole-service/connect-vault.ts';
import { fillProject, setSecrets } from '../scripts/whole-service/fill-project.ts';
import { finished, type ShownTask, startPull, startPush, sync } from '../scripts/whole-service/run-action.ts';
import { startWholeService, type WholeService } from '../scripts/whole-service/start-whole-service.ts';
import type { Figure } from './figure.ts';
import { numbered, secretOf } from './numbered.ts';

/** Requests more than the fewest: challenges, and a page of the list that changed under it. */
const spare = 5;

/**
 * Requests to the vault, those without a token that the vault challenges included. A page of the list has 25 secrets;
 * then each secret that is read or written costs one.
 */
export async function syncRequests({ small }: { small: boolean }): Promise<Figure[]> {
  const size = small ? 150 : 1_000;
  const changed = small ? 5 : 50;
  const service = await startWholeService();
  try {
    return [...(await ofImports(service, size, changed)), ...(await ofPushes(service, 150, changed))];
  } finally {
    await service.stop();
  }
}

const pages = (secrets: number) => Math.ceil(secrets / 25);

async function ofImports(service: WholeService, size: number, changed: number): Promise<Figure[]> {
  const connected = await connectVault(service, 'bench-imports');
  connected.addSecrets(numbered(size, (number) => `value ${number}`).map(secretOf));
  const pull = await startPull(service, connected);
  succeeded(await finished(service, pull));
  const first = requests(`first import of ${size} secrets`, connected, pages(size) + size);

  await sync(service, pull);
  succeeded(await finished(service, pull));
  const again = requests('import again, nothing changed', connected, pages(size));

  for (const secret of connected.vault.secrets.slice(0, changed)) {
    secret.versions.push(newSecretVersion('changed', Date.now() - 30_000, randomUUID));
  }
  await sync(service, pull);
  succeeded(await finished(service, pull));
  return [first, again, requests(`import again, ${changed} changed`, connected, pages(size) + changed)];
}

async function ofPushes(service: WholeService, size: number, changed: number): Promise<Figure[]> {
  const connected = await connectVault(service, 'bench-pushes');
  const projectId = await fillProject(
    service,
    'pushed',
    numbered(size, (number) => `value ${number}`),
  );
  const push = await startPush(service, connected, [projectId]);
  succeeded(await finished(service, push, 120_000));
  const first = requests(`push of ${size} secrets into an empty vault`, connected, size + 1);

  await sync(service, push);
  succeeded(await finished(service, push));
  const { operations } = connected.vault.counters;
  const again: Figure[] = [
    {
      case: 'push again, nothing changed: values read',
      value: operations.get ?? 0,
      unit: 'requests',
      bound: 0,
      target: 1,
    },
    {
      case: 'push again, nothing changed: new versions',
      value: operations.set ?? 0,
      unit: 'versions',
      bound: 0,
      target: 1,
    },
    requests('push again, nothing changed', connected, pages(size)),
  ];

  await setSecrets(
    service,
    projectId,
    numbered(changed, () => 'changed'),
  );
  await sync(service, push);
  succeeded(await finished(service, push));
  return [first, ...again, requests(`push again, ${changed} changed`, connected, pages(size) + changed)];
}

/** What the vault was asked since it was looked at last, beside what it must be asked. */
function requests(name: string, connected: ConnectedVault, bound: number): Figure {
  const value = totalOf(connected.takeCounters().operations);
  return { case: name, value, unit: 'requests', bound, target: (bound + spare) / bound };
}

export function succeeded(task: ShownTask): ShownTask {
  if (task.state !== 'success') throw new Error(`the run ended otherwise: ${JSON.stringify(task)}`);
  return task;
}
