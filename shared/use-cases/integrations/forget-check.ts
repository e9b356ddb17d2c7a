import { type CheckId, deleteCheck, getCheck } from '../../store/checks.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

/** Takes away what tests found out about an integration that is no more, and its history. */
export async function forgetCheck({ rows }: Pick<Deps, 'rows'>, id: CheckId): Promise<void> {
  await untilUncontended(async () => {
    const check = await getCheck(rows, id);
    if (check !== undefined) await deleteCheck(rows, check);
  });
}
