import type { Vault } from '../../../ports/vaults.ts';
import type { Deps } from '../../deps.ts';

/**
 * What time it is, whole seconds since 1970, by the clock of the vault that has just answered: whether one of its secrets
 * has expired is not for our clock to say.
 */
export async function vaultTime({ clock }: Pick<Deps, 'clock'>, vault: Pick<Vault, 'traffic'>): Promise<number> {
  const { answeredAt } = await vault.traffic();
  return answeredAt ?? Math.floor(clock.now().getTime() / 1000);
}
