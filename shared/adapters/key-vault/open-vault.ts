import type { SecretProperties as SdkProperties } from '@azure/keyvault-secrets';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Vault } from '../../ports/vaults.ts';
import { deleteSecret } from './delete-secret.ts';
import { probeVault } from './probe-vault.ts';
import { recoverSecret } from './recover-secret.ts';
import { toSecretBundle, toSecretProperties } from './to-secret.ts';
import type { VaultClient } from './vault-client.ts';

/** The port's vault over the SDK's client. */
export function openVault(client: VaultClient, effects: { clock: Clock; random: Random }): Vault {
  return {
    async *list({ signal } = {}) {
      let pages: AsyncIterator<SdkProperties[]> | undefined;
      for (;;) {
        const page = await client.call((sdk) => {
          pages ??= sdk.listPropertiesOfSecrets({ abortSignal: signal }).byPage()[Symbol.asyncIterator]();
          return pages.next();
        }, signal);
        if (page.done) return;
        yield page.value.map((properties) => toSecretProperties(properties, client.url));
      }
    },

    async get(name, { signal } = {}) {
      const secret = await client.call((sdk) => sdk.getSecret(name, { abortSignal: signal }), signal);
      return toSecretBundle(secret, client.url);
    },

    async set({ name, value, tags, contentType, expires }, { signal } = {}) {
      const options = {
        tags,
        contentType,
        expiresOn: expires === undefined ? undefined : new Date(expires * 1000),
        abortSignal: signal,
      };
      const secret = await client.call((sdk) => sdk.setSecret(name, value.reveal(), options), signal);
      return toSecretBundle(secret, client.url);
    },

    delete: (name, { signal } = {}) => deleteSecret(client, name, signal),

    recover: (name, { signal } = {}) => recoverSecret(client, effects.clock, name, signal),

    probe: ({ signal } = {}) => probeVault(client, effects, signal),
  };
}
