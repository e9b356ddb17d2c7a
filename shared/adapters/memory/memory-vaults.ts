import type { Clock } from '../../ports/clock.ts';
import {
  permissions as allPermissions,
  type Permission,
  type ProbeAnswers,
  type Vault,
  type VaultAddress,
  VaultFault,
  type VaultFaultCode,
  type Vaults,
} from '../../ports/vaults.ts';
import { createMemorySecrets, type MemorySecrets } from './memory-vault-secrets.ts';

/** Secrets on a page of a list, as at Key Vault. */
const pageSize = 25;

/** One vault, with what an administrator of the customer could change about it. */
export interface MemoryVault {
  readonly address: VaultAddress;
  accessModel: 'rbac' | 'access-policy';
  /** What our application may do. */
  permissions: ReadonlySet<Permission>;
  network: 'open' | 'firewall' | 'private';
  /** Every request meets this fault while it is set. */
  fault: VaultFault | undefined;
  readonly secrets: MemorySecrets;
  /** How often each method of the port was called; a page of a list counts as one `list`. */
  readonly calls: Record<'list' | 'get' | 'set' | 'delete' | 'recover' | 'probe', number>;
}

/** Vaults in this process's memory, and the world around them for tests to arrange. */
export interface MemoryVaults extends Vaults {
  /** A vault that grants everything unless said otherwise. */
  add(address: VaultAddress, options?: Partial<Pick<MemoryVault, 'accessModel' | 'permissions'>>): MemoryVault;
  /** The vault of this name, whosever it is; throws when there is none. */
  vault(vaultName: string): MemoryVault;
  remove(vaultName: string): void;
  /** Makes Entra refuse our application in this tenant with a code, or no longer. */
  refuseTokens(tenantId: string, code: VaultFaultCode | undefined): void;
}

export function createMemoryVaults({ clock }: { clock: Clock }): MemoryVaults {
  const vaults = new Map<string, MemoryVault>();
  const refusals = new Map<string, VaultFaultCode>();

  /** The vault, if its name, its tenant, Entra and its network let a request come through to it. */
  function reach(address: VaultAddress): MemoryVault {
    const vault = vaults.get(address.vaultName.toLowerCase());
    if (vault === undefined) throw new VaultFault('vault.not-found');
    if (vault.address.tenantId.toLowerCase() !== address.tenantId.toLowerCase()) {
      throw new VaultFault('vault.wrong-tenant', { status: 401 });
    }
    const refusal = refusals.get(address.tenantId.toLowerCase());
    if (refusal !== undefined) throw new VaultFault(refusal, { status: 400 });
    if (vault.fault !== undefined) throw vault.fault;
    if (vault.network === 'firewall') throw new VaultFault('vault.forbidden-by-firewall', { status: 403 });
    if (vault.network === 'private') throw new VaultFault('vault.forbidden-by-connection', { status: 403 });
    return vault;
  }

  function authorize(vault: MemoryVault, permission: Permission): void {
    if (vault.permissions.has(permission)) return;
    const code = vault.accessModel === 'rbac' ? 'vault.forbidden-by-rbac' : 'vault.forbidden-by-access-policy';
    throw new VaultFault(code, { status: 403 });
  }

  function enter(address: VaultAddress, permission: Permission, signal?: AbortSignal): MemorySecrets {
    signal?.throwIfAborted();
    const known = vaults.get(address.vaultName.toLowerCase());
    if (known !== undefined) known.calls[permission] += 1;
    const vault = reach(address);
    authorize(vault, permission);
    return vault.secrets;
  }

  const open = (address: VaultAddress): Vault => ({
    async *list({ signal } = {}) {
      const all = enter(address, 'list', signal)
        .current()
        .map(({ properties }) => properties);
      yield all.slice(0, pageSize);
      for (let start = pageSize; start < all.length; start += pageSize) {
        enter(address, 'list', signal);
        yield all.slice(start, start + pageSize);
      }
    },
    get: async (name, { signal } = {}) => enter(address, 'get', signal).get(name),
    set: async (secret, { signal } = {}) => enter(address, 'set', signal).set(secret),
    delete: async (name, { signal } = {}) => enter(address, 'delete', signal).delete(name),
    recover: async (name, { signal } = {}) => enter(address, 'recover', signal).recover(name, signal),
    async probe({ signal } = {}) {
      signal?.throwIfAborted();
      const known = vaults.get(address.vaultName.toLowerCase());
      if (known !== undefined) known.calls.probe += 1;
      return probe(address);
    },
    async traffic() {
      const calls = Object.values(vaults.get(address.vaultName.toLowerCase())?.calls ?? {});
      const requests = calls.reduce((sum, count) => sum + count, 0);
      const answeredAt = Math.floor(clock.now().getTime() / 1000);
      return { requests, throttled: 0, recent: { writes: 0, others: 0 }, answeredAt };
    },
    // There is no quota to count against.
    async occupy() {},
  });

  function probe(address: VaultAddress): ProbeAnswers {
    const answers: ProbeAnswers = {};
    for (const permission of allPermissions) {
      const answer = attempt(() => authorize(reach(address), permission));
      answers[permission] = answer;
      // What is not about one permission settles the test.
      if (answer !== 'allowed' && !ofOnePermission.has(answer.code)) break;
    }
    return answers;
  }

  return {
    open,
    add(address, { accessModel = 'rbac', permissions = new Set(allPermissions) } = {}) {
      const vault: MemoryVault = {
        address,
        accessModel,
        permissions,
        network: 'open',
        fault: undefined,
        secrets: createMemorySecrets(`https://${address.vaultName.toLowerCase()}.vault.example`, clock),
        calls: { list: 0, get: 0, set: 0, delete: 0, recover: 0, probe: 0 },
      };
      vaults.set(address.vaultName.toLowerCase(), vault);
      return vault;
    },
    vault(vaultName) {
      const vault = vaults.get(vaultName.toLowerCase());
      if (vault === undefined) throw new Error(`there is no vault ${vaultName}`);
      return vault;
    },
    remove: (vaultName) => void vaults.delete(vaultName.toLowerCase()),
    refuseTokens(tenantId, code) {
      if (code === undefined) refusals.delete(tenantId.toLowerCase());
      else refusals.set(tenantId.toLowerCase(), code);
    },
  };
}

const ofOnePermission = new Set<VaultFaultCode>(['vault.forbidden-by-rbac', 'vault.forbidden-by-access-policy']);

function attempt(act: () => void): 'allowed' | VaultFault {
  try {
    act();
    return 'allowed';
  } catch (error) {
    if (error instanceof VaultFault) return error;
    throw error;
  }
}
