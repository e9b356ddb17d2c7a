import type { SecretClient } from '@azure/keyvault-secrets';
import type { Clock } from '../../ports/clock.ts';
import { VaultFault } from '../../ports/vaults.ts';
import type { VaultClient } from './vault-client.ts';

/** Milliseconds between two looks, and for the whole recovery. */
const interval = 1_000;
const patience = 120_000;

/**
 * Recovers a soft-deleted secret and waits until it can be used. A deletion that is still under way is waited for
 * too. Rejects with `secret.being-deleted` when the vault takes longer than two minutes.
 */
export async function recoverSecret(
  client: VaultClient,
  clock: Clock,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const end = clock.now().getTime() + patience;
  /** Repeats an attempt while the vault says that the secret is being deleted or recovered. */
  async function settle<T>(attempt: (sdk: SecretClient) => Promise<T | undefined>): Promise<T> {
    for (;;) {
      let busy: unknown;
      try {
        const settled = await client.call(attempt, signal);
        if (settled !== undefined) return settled;
      } catch (error) {
        if (!(error instanceof VaultFault) || error.code !== 'secret.being-deleted') throw error;
        busy = error;
      }
      if (clock.now().getTime() >= end) throw new VaultFault('secret.being-deleted', { cause: busy });
      await clock.sleep(interval, signal);
    }
  }

  const poller = await settle((sdk) => sdk.beginRecoverDeletedSecret(name, { abortSignal: signal }));
  const recovered = await settle(async () => {
    if (!poller.isDone()) await poller.poll({ abortSignal: signal });
    return poller.isDone() ? { properties: poller.getResult() } : undefined;
  });
  // It can be read before it can be written. A change of nothing tells when; without a version (a disabled secret
  // cannot be read) it is left to the write that follows.
  const version = recovered.properties?.version;
  if (version === undefined) return;
  await settle((sdk) => sdk.updateSecretProperties(name, version, { abortSignal: signal }));
}
