import { changeExpiries, type DueIntegration, listExpiries } from '../../store/expiries.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

/** Forgets what a pull that is no more has listed; another one that imports the same lists it again. */
export async function forgetExpiries(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, integrationId, id }: DueIntegration & { id: string },
): Promise<void> {
  await untilUncontended(async () => {
    const known = await listExpiries(rows, integrationId);
    const own = known.filter(({ actionId }) => actionId === id);
    if (own.length > 0) await changeExpiries(rows, { organizationId, integrationId }, { put: [], delete: own });
  });
}
