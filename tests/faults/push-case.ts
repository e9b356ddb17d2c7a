import type { AccessModel } from '../../sandbox/cloud/model.ts';
import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { fillProject, setSecrets } from '../../scripts/whole-service/fill-project.ts';
import { finished, startPush } from '../../scripts/whole-service/run-action.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import type { FaultCase } from './fault-case.ts';

/** Of what the vault has: how much is changed, removed and added before the run. */
const changed = 0.4;
const removed = 0.1;
const added = 0.6;

/** A push into a vault with this many of its secrets, of which some were changed, some removed, and some are new. */
export async function createPushCase(
  service: WholeService,
  name: string,
  { size = 40, accessModel }: { size?: number; accessModel?: AccessModel } = {},
): Promise<FaultCase> {
  const connected = await connectVault(service, name, accessModel);
  const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `KEY-${from + index}`);
  const projectId = await fillProject(
    service,
    name,
    keys(0, size).map((key) => [key, `${key} one`]),
  );
  const push = await startPush(service, connected, [projectId]);
  const first = await finished(service, push);
  if (first.state !== 'success') throw new Error(`the first push: ${JSON.stringify(first)}`);

  const changing = keys(0, size * changed);
  const going = keys(size * changed, size * (changed + removed));
  const staying = keys(size * (changed + removed), size);
  const coming = keys(size, size * (1 + added));
  await setSecrets(service, projectId, [
    ...changing.map((key) => [key, `${key} two`] as const),
    ...going.map((key) => [key, null] as const),
    ...coming.map((key) => [key, `${key} one`] as const),
  ]);
  return {
    name,
    kind: 'push',
    connected,
    requests: Math.ceil(size / 25) + changing.length + going.length + coming.length,
    action: push,
    async check() {
      const found = connected.vault.secrets
        .filter(({ deleted }) => deleted === undefined)
        .map(({ name: secret, versions }) => [secret, versions.map(({ value }) => value)]);
      const of = (key: string, ...versions: string[]) => [
        `production-${name}-${key}`,
        versions.map((one) => `${key} ${one}`),
      ];
      const expected = [
        ...changing.map((key) => of(key, 'one', 'two')),
        ...[...staying, ...coming].map((key) => of(key, 'one')),
      ];
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    },
  };
}
