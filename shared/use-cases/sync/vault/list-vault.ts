import type { SecretProperties, Vault } from '../../../ports/vaults.ts';
import type { Deps } from '../../deps.ts';
import { withBackOff } from './with-back-off.ts';

/** All secrets of the vault, without values. A fault on the way starts the list again. */
export function listVault(deps: Pick<Deps, 'clock'>, vault: Vault, signal: AbortSignal): Promise<SecretProperties[]> {
  return withBackOff(deps, signal, async () => {
    const listing: SecretProperties[] = [];
    for await (const page of vault.list({ signal })) listing.push(...page);
    return listing;
  });
}
