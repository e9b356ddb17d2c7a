import { type ConnectedVault, connectVault, totalOf } from '../scripts/whole-service/connect-vault.ts';
import { fillProject } from '../scripts/whole-service/fill-project.ts';
import { type Action, finished, startPull, startPush } from '../scripts/whole-service/run-action.ts';
import { startWholeService, type WholeService } from '../scripts/whole-service/start-whole-service.ts';
import type { Figure } from './figure.ts';
import { numbered, secretOf } from './numbered.ts';
import { succeeded } from './sync-requests.ts';

/** By Azure's quotas, the strict reading: requests in any ten seconds. */
const quota = { writes: 300, others: 4_000 };

/** From the request that starts the run to its end, beside the time that the vault's quota makes of it. */
export async function syncTimes({ small }: { small: boolean }): Promise<Figure[]> {
  const imported = small ? 2_000 : 10_000;
  const pushed = small ? 600 : 1_500;
  const service = await startWholeService();
  try {
    const source = await connectVault(service, 'bench-import');
    source.addSecrets(numbered(imported, (number) => `value ${number}`).map(secretOf));
    const importBound = ((Math.ceil(imported / 25) + imported) / quota.others) * 10;
    const ofImport = await timed(service, source, `import of ${imported} secrets`, importBound, () =>
      startPull(service, source),
    );

    const target = await connectVault(service, 'bench-push');
    const values = numbered(pushed, (number) => `value ${number}`);
    const projectId = await fillProject(service, 'pushed', values);
    const pushBound = ((pushed - quota.writes) / quota.writes) * 10;
    const ofPush = await timed(service, target, `push of ${pushed} secrets into an empty vault`, pushBound, () =>
      startPush(service, target, [projectId]),
    );
    return [...ofImport, ...ofPush];
  } finally {
    await service.stop();
  }
}

async function timed(
  service: WholeService,
  connected: ConnectedVault,
  name: string,
  bound: number,
  start: () => Promise<Action>,
): Promise<Figure[]> {
  const began = Date.now();
  const task = succeeded(await finished(service, await start(), 600_000));
  const seconds = (Date.parse(task.finished_at ?? '') - began) / 1000;
  const { operations, statuses } = connected.takeCounters();
  return [
    { case: name, value: seconds, unit: 's', bound, target: 1.15 },
    {
      case: `${name}: answers 429, beside all requests`,
      value: statuses['429'] ?? 0,
      unit: 'requests',
      bound: totalOf(operations),
      target: 0.01,
    },
  ];
}
