import type { SecretProperties as SdkProperties } from '@azure/keyvault-secrets';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Vault } from '../../ports/vaults.ts';
import { deleteSecret } from './delete-secret.ts';
import { probeVault } from './probe-vault.ts';
import { recoverSecret } from './recover-secret.ts';
import { toSecretBundle, toSecretProperties } from './to-secret.ts';
import type { VaultClient } from './vault-client.ts';
import { withWholeTimes } from './whole-times.ts';

/**
 * The SDK's client of a vault: one that is kept for all who call it, or the one for a test in passing, which is made for it
 * where none is kept.
 */
export interface VaultClients {
  kept(): VaultClient;
  passing(): { client: VaultClient; made: boolean };
}

/** The port's vault over the SDK's client. */
export function openVault({ kept, passing }: VaultClients, effects: { clock: Clock; random: Random }): Vault {
  return {
    async *list({ signal } = {}) {
      const client = kept();
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
      const client = kept();
      const date = dateHeader();
      const options = { abortSignal: signal, onResponse: date.read };
      const secret = await client.call((sdk) => sdk.getSecret(name, options), signal);
      return toSecretBundle(secret, client.url, date.value());
    },

    async set({ name, value, tags, contentType, notBefore, expires }, { signal } = {}) {
      const client = kept();
      const date = dateHeader();
      const options = { tags, contentType, abortSignal: signal, onResponse: date.read };
      const secret = await client.call(
        (sdk) => withWholeTimes({ nbf: notBefore, exp: expires }, () => sdk.setSecret(name, value.reveal(), options)),
        signal,
      );
      return toSecretBundle(secret, client.url, date.value());
    },

    delete: (name, { signal } = {}) => deleteSecret(kept(), name, signal),

    recover: (name, { signal } = {}) => recoverSecret(kept(), effects.clock, name, signal),

    probe(options = {}) {
      const { client, made } = options.passing ? passing() : { client: kept(), made: false };
      // Only where the client goes with the test: one that others use sends secrets, and meets the challenge before.
      return probeVault(client, effects, { ...options, tenantKnown: made && options.tenantKnown });
    },

    async traffic() {
      const client = kept();
      return { ...client.governor.traffic(), answeredAt: client.answeredAt() };
    },

    occupy: async (recent) => kept().governor.occupy(recent),
  };
}

/** Takes the header `Date` out of the last response that it is shown. */
function dateHeader() {
  let value: string | undefined;
  return {
    read: ({ headers }: { headers: { get(name: string): string | undefined } }) => {
      value = headers.get('date');
    },
    value: () => value,
  };
}
