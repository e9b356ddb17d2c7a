import { ServiceError } from '../../errors.ts';
import { getValuesFloor } from '../../store/values-floor.ts';
import type { Deps } from '../deps.ts';

/**
 * Old values of that time have to be complete: rejects with `value.not-kept` otherwise, naming `field`. A lookup for a time
 * in the past, and nothing for another.
 */
export async function requireKept(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  organizationId: string,
  { time, field }: { time: Date; field: string },
): Promise<void> {
  if (time >= clock.now()) return;
  const kept = await getValuesFloor(rows, organizationId);
  if (kept === undefined || time >= kept.floor) return;
  const detail = `Values of before ${kept.floor.toISOString()} are not kept, except for what tags stand for.`;
  throw new ServiceError('value.not-kept', detail, { fields: [{ field, code: 'value.not-kept', detail }] });
}
