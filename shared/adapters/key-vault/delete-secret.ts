import type { VaultClient } from './vault-client.ts';

/**
 * Soft-deletes a secret with one request. The SDK asks for the deleted secret right after it was accepted, which costs
 * a request and can fail although the secret is deleted: it is stopped before that.
 */
export async function deleteSecret(client: VaultClient, name: string, signal?: AbortSignal): Promise<void> {
  const accepted = new AbortController();
  const abortSignal = signal === undefined ? accepted.signal : AbortSignal.any([signal, accepted.signal]);
  await client.call(async (sdk) => {
    try {
      await sdk.beginDeleteSecret(name, {
        abortSignal,
        onResponse: ({ request, status }) => {
          if (request.method === 'DELETE' && status === 200) accepted.abort();
        },
      });
    } catch (error) {
      if (!accepted.signal.aborted) throw error;
    }
  }, signal);
}
