import type { AccessPolicy } from '../../sandbox/cloud/model.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { begin, ended, type FaultCase } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { type FaultsService, startService } from './start-service.ts';

let service: FaultsService;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(() => service?.stop(), 60_000);

/**
 * Runs the case and does something to its vault when that has answered so many requests. Answers with the task, and
 * with how many steps succeeded and what the others met.
 */
async function runAndMeanwhile(faultCase: FaultCase, requests: number, act: () => void) {
  let seen = 0;
  const count = ({ vault }: { vault: unknown }) => {
    if (vault !== faultCase.connected.vault) return;
    seen += 1;
    if (seen === requests) act();
  };
  service.vaultRequests.on('request', count);
  await begin(service, faultCase);
  const task = await ended(service, faultCase, 60_000);
  service.vaultRequests.off('request', count);
  const steps = `${faultCase.action.path}tasks/${task.id}/steps/?page_size=1000`;
  const { results } = must(200, await service.api('GET', steps));
  const succeeded = results.filter(({ success }: { success: boolean }) => success).length;
  const codes = new Set(results.flatMap((step: { error_code: string | null }) => step.error_code ?? []));
  codes.delete('step.not-applied');
  return { task, succeeded, codes: [...codes] };
}

/** What was interrupted goes on where it ended, as if it had not been. */
async function runAgain(faultCase: FaultCase, left: number): Promise<void> {
  faultCase.connected.takeCounters();
  await begin(service, faultCase);
  expect(await ended(service, faultCase, 60_000)).toMatchObject({ state: 'success' });
  const { operations } = faultCase.connected.takeCounters();
  expect((operations.get ?? 0) + (operations.set ?? 0) + (operations.delete ?? 0)).toBeLessThanOrEqual(left);
  await faultCase.check();
}

test('a role that is withdrawn amid an import fails it with its cause, and what was done stays', async () => {
  const faultCase = await createImportCase(service, 'role', 150);
  const { task, succeeded, codes } = await runAndMeanwhile(faultCase, 50, () => {
    faultCase.connected.vault.roleAssignments = [];
  });
  expect(task).toMatchObject({ state: 'failure', error: { code: 'vault.forbidden-by-rbac' } });
  expect(codes).toEqual(['vault.forbidden-by-rbac']);
  // Six pages, then the secrets; the project's step beside them.
  expect(succeeded).toBe(50 - 6 + 1);
  faultCase.connected.grant();
  await runAgain(faultCase, 150 - 44);
}, 60_000);

test('an access policy that is withdrawn amid a push fails it with its cause, and what was done stays', async () => {
  const faultCase = await createPushCase(service, 'policy', { size: 100, accessModel: 'access-policy' });
  const withdrawn: AccessPolicy[] = [];
  const { task, succeeded, codes } = await runAndMeanwhile(faultCase, 44, () => {
    faultCase.connected.vault.accessPolicies = withdrawn;
  });
  expect(task).toMatchObject({ state: 'failure', error: { code: 'vault.forbidden-by-access-policy' } });
  expect(codes).toEqual(['vault.forbidden-by-access-policy']);
  expect(succeeded).toBe(40);
  faultCase.connected.grant();
  await runAgain(faultCase, faultCase.requests - 44);
}, 60_000);

test('a vault that is deleted amid an import fails it with its cause, and the import serves again', async () => {
  const faultCase = await createImportCase(service, 'deleted', 60);
  const { model } = service.sandbox.cloud;
  const { vault } = faultCase.connected;
  const { task, succeeded } = await runAndMeanwhile(faultCase, 30, () => {
    model.vaults = model.vaults.filter((each) => each !== vault);
  });
  expect(task).toMatchObject({ state: 'failure', error: { code: 'vault.not-found' } });
  expect(succeeded).toBeGreaterThan(10);
  model.vaults.push(vault);
  await runAgain(faultCase, 60);
}, 60_000);
