import { RowConflict } from '../../ports/rows.ts';
import { insertCheck, listChecks } from '../../store/checks.ts';
import { listIntegrations } from '../../store/integrations.ts';
import { everyOrganization } from '../../store/organizations.ts';
import { beginSweep } from '../../store/sweeps.ts';
import type { Deps } from '../deps.ts';
import { newCheck } from '../integrations/know-access.ts';

/** Milliseconds between two looks. */
const interval = 24 * 3_600_000;

/**
 * Gives every integration a check that has none: from before there were checks. Once a day, whoever comes first; costs
 * two ranges for each organization then, and a lookup at all other times.
 */
export async function adoptIntegrations({ rows, clock, log }: Pick<Deps, 'rows' | 'clock' | 'log'>): Promise<void> {
  if (!(await beginSweep(rows, clock.now(), interval))) return;
  let adopted = 0;
  for await (const organizationId of everyOrganization(rows)) {
    try {
      const integrations = await listIntegrations(rows, organizationId);
      if (integrations.length === 0) continue;
      const checked = new Set((await listChecks(rows, organizationId)).map(({ integrationId }) => integrationId));
      for (const integration of integrations.filter(({ id }) => !checked.has(id))) {
        await insertCheck(rows, newCheck(integration)).catch((error) => {
          if (!(error instanceof RowConflict)) throw error;
        });
        adopted += 1;
      }
    } catch (error) {
      // One organization that cannot be read must not keep the others from being looked at.
      log.error('checks.not-adopted', { organizationId, error });
    }
  }
  log.info('checks.adopted', { adopted });
}
