import type { Config } from './config.ts';
import type { KeyWrapper } from './ports/key-wrapper.ts';
import type { Deps } from './use-cases/deps.ts';

/** What wraps data keys. The libraries of the vault and of the service's identity are loaded where they are needed. */
export async function composeKeyWrapper(
  { wrapping, identity }: Pick<Config, 'wrapping' | 'identity'>,
  deps: Pick<Deps, 'clock' | 'log' | 'telemetry'>,
): Promise<KeyWrapper> {
  const { guardKeyWrapper } = await import('./adapters/crypto/guard-key-wrapper.ts');
  if (wrapping.kind === 'file') {
    const { createKeyFileWrapper } = await import('./adapters/crypto/key-file-wrapper.ts');
    return guardKeyWrapper(createKeyFileWrapper(wrapping.path), deps);
  }
  const { createServiceIdentity } = await import('./adapters/azure/service-identity.ts');
  const { createVaultKeyWrapper } = await import('./adapters/wrapping-key/vault-key-wrapper.ts');
  const credential = createServiceIdentity(identity, deps.clock);
  return guardKeyWrapper(createVaultKeyWrapper({ keyUrl: wrapping.keyUrl, credential, clock: deps.clock }), deps);
}
