import { isDenial } from '../../../domain/integration/cause-of-fault.ts';
import { permissionsNeededBy } from '../../../domain/sync/needed-permissions.ts';
import { sentenceOf } from '../../../domain/sync/vault-fault.ts';
import { type Permission, VaultFault } from '../../../ports/vaults.ts';
import { getCheck } from '../../../store/checks.ts';
import type { Plan, Run, RunDeps } from '../tasks/run.ts';

const deeds: Record<Permission, string> = {
  list: 'list secrets',
  get: 'read secrets',
  set: 'set secrets',
  delete: 'delete secrets',
  recover: 'recover secrets',
};

/**
 * The plan, or why it must not begin: that the application may not do in the vault what the steps need. The last test of
 * the access is believed where it says that something is allowed, so that this mostly costs a lookup; what it says is denied
 * may have been granted since, and is asked for anew. Rejects with `VaultFault` when the vault does not answer.
 */
export async function checkPermissions({ rows }: Pick<RunDeps, 'rows'>, run: Run, plan: Plan): Promise<Plan> {
  const { action, integration, vault, signal } = run;
  const needed = permissionsNeededBy(action.kind, plan.steps);
  if (plan.failure !== undefined || needed.length === 0) return plan;
  const { organizationId, id: integrationId } = integration;
  const known = (await getCheck(rows, { organizationId, integrationId }))?.permissions;
  if (needed.every((permission) => known?.[permission] !== 'denied')) return plan;
  const answers = await vault.probe({ signal });
  const denied = needed.flatMap((permission) => {
    const answer = answers[permission];
    return answer instanceof VaultFault && isDenial(answer.code) ? { permission, code: answer.code } : [];
  });
  const [first] = denied;
  if (first === undefined) return plan;
  const what = denied.map(({ permission }) => deeds[permission]).join(', nor ');
  const detail = `The application may not ${what} in the vault. ${sentenceOf(first.code)} Nothing was written.`;
  return { ...plan, failure: { code: first.code, detail } };
}
