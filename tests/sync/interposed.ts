import type { Vault } from '../../shared/ports/vaults.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import type { SyncWorld } from './world.ts';

/** The world's ports, but something happens before each call of one of the vault's methods. */
export function interposed(
  { app: { deps } }: SyncWorld,
  method: 'get' | 'set' | 'delete' | 'recover',
  act: () => Promise<unknown>,
): Deps {
  const open: Deps['vaults']['open'] = (address) => {
    const vault = deps.vaults.open(address);
    const call = async (...args: Parameters<Vault[typeof method]>) => {
      await act();
      // biome-ignore lint/complexity/noBannedTypes: the four methods have no type in common
      return Reflect.apply(vault[method] as Function, vault, args);
    };
    return { ...vault, [method]: call };
  };
  return { ...deps, vaults: { open } };
}
