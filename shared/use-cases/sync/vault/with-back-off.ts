import { waitBeforeRetry } from '../../../domain/sync/back-off.ts';
import { VaultFault } from '../../../ports/vaults.ts';
import type { Deps } from '../../deps.ts';

/** Does it again, after the documented waits, when the vault asks for patience. Rejects with the last fault. */
export async function withBackOff<T>(
  { clock }: Pick<Deps, 'clock'>,
  signal: AbortSignal,
  operation: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      const wait = error instanceof VaultFault ? waitBeforeRetry(error, attempt) : undefined;
      if (wait === undefined) throw error;
      await clock.sleep(wait * 1000, signal);
    }
  }
}
