import type { TokenCredential } from '@azure/identity';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import type { Clock } from '../../ports/clock.ts';
import { KeyRefused, KeyUnavailable, type KeyWrapper } from '../../ports/key-wrapper.ts';
import { shareConnections } from '../key-vault/share-connections.ts';
import { classifyFailure } from './classify-failure.ts';
import { explainMissingToken } from './explain-missing-token.ts';

/** RSAES-OAEP with SHA-256 and MGF1 with SHA-256, done in the vault. */
const algorithm = 'RSA-OAEP-256';
const dataKeyLength = 32;

export interface VaultKeyWrapperOptions {
  /** `https://<vault>/keys/<name>`: the key without a version. */
  keyUrl: string;
  /** Of the service itself: it needs to get the key, to wrap and to unwrap. */
  credential: TokenCredential;
  clock: Pick<Clock, 'now'>;
}

/**
 * Wraps data keys with the newest version of a key in the service's own Key Vault, and unwraps with the version that
 * wrapped: `vault:<name>/<version>`. The vault is not part of that, so that a key which was backed up and restored in
 * another vault goes on. Each call is tried once.
 */
export function createVaultKeyWrapper({ keyUrl, credential, clock }: VaultKeyWrapperOptions): KeyWrapper {
  const { origin, pathname } = new URL(keyUrl);
  const name = pathname.split('/')[2] ?? '';
  const tokens = explainMissingToken(credential);
  const options = {
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [{ policy: shareConnections(), position: 'perRetry' as const }],
  };
  const keys = new KeyClient(origin, tokens, options);
  const clients = new Map<string, CryptographyClient>();

  /** Of a key of the vault, `<name>/<version>`; a key has few versions. */
  function clientOf(id: string): CryptographyClient {
    const known = clients.get(id);
    if (known !== undefined) return known;
    const [keyName = '', version] = id.split('/');
    const url = `${origin}/keys/${id}`;
    const properties = { id: url, name: keyName, version, vaultUrl: origin };
    // A key, not its address: the client would get it first, keep how it was then, and refuse an expired one, which the
    // vault goes on to unwrap with. Knowing nothing of the key it leaves all to the vault.
    const client = new CryptographyClient({ id: url, name: keyName, properties }, tokens, options);
    clients.set(id, client);
    return client;
  }

  async function ask<T>(operation: 'wrap' | 'unwrap', act: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      signal?.throwIfAborted();
      return await act();
    } catch (error) {
      signal?.throwIfAborted();
      throw classifyFailure(operation, error, clock.now());
    }
  }

  return {
    async wrap(dataKey, abortSignal) {
      if (dataKey.byteLength !== dataKeyLength) throw new RangeError(`a data key has ${dataKeyLength} bytes`);
      return ask(
        'wrap',
        async () => {
          const { properties } = await keys.getKey(name, { abortSignal });
          // Wrapping needs the public part only: should the vault do it, unwrapping would be refused.
          if (properties.enabled === false) throw new KeyUnavailable('wrapping-key.disabled', 'the key is disabled');
          const id = `${name}/${properties.version}`;
          const { result } = await clientOf(id).wrapKey(algorithm, dataKey, { abortSignal });
          return { wrappedBy: `vault:${id}`, bytes: Uint8Array.from(result) };
        },
        abortSignal,
      );
    },

    async unwrap({ wrappedBy, bytes }, abortSignal) {
      const [, id] = /^vault:([0-9A-Za-z-]+\/[0-9A-Za-z]+)$/.exec(wrappedBy) ?? [];
      if (id === undefined) {
        throw new KeyUnavailable('wrapping-key.not-found', `${wrappedBy} is not a key of the vault ${origin}`);
      }
      const unwrapped = () => clientOf(id).unwrapKey(algorithm, bytes, { abortSignal });
      const { result } = await ask('unwrap', unwrapped, abortSignal);
      if (result.byteLength !== dataKeyLength) throw new KeyRefused('what was unwrapped is no data key');
      return Uint8Array.from(result);
    },
  };
}
