import { insertIntegration } from '../../shared/store/integrations.ts';
import type { WholeService } from './start-whole-service.ts';

const atOnce = 50;

/** So many integrations of the proven tenant, `row-1000` and on, that were never tested and have no vault. */
export async function insertIntegrations(
  { deps, organizationId, tenantId }: Pick<WholeService, 'deps' | 'organizationId' | 'tenantId'>,
  count: number,
): Promise<void> {
  const now = deps.clock.now();
  const insert = (number: number) =>
    insertIntegration(deps.rows, {
      id: deps.random.uuid(),
      organizationId,
      tenantId,
      vaultName: `row-${number}`,
      description: '',
      writable: false,
      resourceTags: {},
      createdAt: now,
      modifiedAt: now,
    });
  const numbers = Array.from({ length: count }, (_, index) => 1_000 + index);
  while (numbers.length > 0) await Promise.all(numbers.splice(0, atOnce).map(insert));
}
