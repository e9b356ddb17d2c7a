import { readOwnTags } from '../../../domain/sync/ownership-tags.ts';
import { type SecretBundle, type SecretToSet, VaultFault } from '../../../ports/vaults.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import { withBackOff } from '../vault/with-back-off.ts';

type SetDeps = Pick<RunDeps, 'clock'>;
type VaultRun = Pick<Run, 'vault' | 'signal'>;

const unreadable: readonly VaultFault['code'][] = ['secret.not-found', 'secret.disabled', 'secret.deleted'];

/** The secret, if it holds this very value under our tags. */
export async function findHeld(
  deps: SetDeps,
  { vault, signal }: VaultRun,
  { name, value, tags }: SecretToSet,
): Promise<SecretBundle | undefined> {
  try {
    const found = await withBackOff(deps, signal, () => vault.get(name, { signal }));
    const ours = JSON.stringify(readOwnTags(found.properties.tags)) === JSON.stringify(readOwnTags(tags));
    return ours && found.value.equals(value) ? found : undefined;
  } catch (error) {
    // A disabled version can be followed by a new one.
    if (error instanceof VaultFault && unreadable.includes(error.code)) return undefined;
    throw error;
  }
}

/**
 * Makes a new version; a name that was deleted is recovered first, and may hold the value already. Rejects with
 * `VaultFault`.
 */
export async function setSecret(deps: SetDeps, run: VaultRun, secret: SecretToSet): Promise<SecretBundle> {
  const { vault, signal } = run;
  try {
    return await setOnce(deps, run, secret);
  } catch (error) {
    if (!(error instanceof VaultFault) || error.code !== 'secret.deleted') throw error;
    await withBackOff(deps, signal, () => vault.recover(secret.name, { signal }));
    return (await findHeld(deps, run, secret)) ?? setOnce(deps, run, secret);
  }
}

/** Where no answer came the version may be made all the same: before the next attempt it is looked for. */
async function setOnce(deps: SetDeps, run: VaultRun, secret: SecretToSet): Promise<SecretBundle> {
  const { vault, signal } = run;
  let unanswered = false;
  return withBackOff(deps, signal, async () => {
    if (unanswered) {
      const found = await findHeld(deps, run, secret);
      if (found !== undefined) return found;
    }
    try {
      return await vault.set(secret, { signal });
    } catch (error) {
      unanswered ||= error instanceof VaultFault && error.code !== 'vault.throttled';
      throw error;
    }
  });
}
