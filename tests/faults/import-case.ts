import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { finished, startPull } from '../../scripts/whole-service/run-action.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import type { FaultCase } from './fault-case.ts';
import { readProject } from './project-content.ts';

/** An import of this many secrets into a project that it makes. */
export async function createImportCase(service: WholeService, name: string, size = 60): Promise<FaultCase> {
  const connected = await connectVault(service, name);
  const values = Array.from({ length: size }, (_, index) => [`KEY-${index}`, `${name} ${index}`] as const);
  connected.addSecrets(values.map(([key, value]) => [`production-${name}-${key}`, value]));
  // Its creation runs it: so it only reports at first.
  const pull = await startPull(service, connected, { dry_run: true });
  await finished(service, pull);
  return {
    name,
    kind: 'import',
    connected,
    requests: Math.ceil(size / 25) + size,
    action: pull,
    async check() {
      const expected = Object.fromEntries(values.map(([key, value]) => [key, { value, revision: 1 }]));
      expect(await readProject(service, name)).toEqual(expected);
      expect(connected.vault.secrets.filter(({ versions }) => versions.length > 1)).toEqual([]);
    },
  };
}
