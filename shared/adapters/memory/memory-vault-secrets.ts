import type { Clock } from '../../ports/clock.ts';
import {
  type SecretBundle,
  type SecretProperties,
  type SecretToSet,
  VaultFault,
  type VaultFaultCode,
} from '../../ports/vaults.ts';
import { Secret } from '../../secret.ts';

/** A secret as a test puts it into a vault, past all permissions. */
export interface SeededSecret {
  name: string;
  value: string;
  enabled?: boolean;
  managed?: boolean;
  tags?: Record<string, string>;
  contentType?: string;
  /** Whole seconds since 1970. */
  notBefore?: number;
  expires?: number;
}

/** A version as it is kept; when the vault answers is told with the answer. */
type Version = Omit<SecretBundle, 'answeredAt'>;

interface Entry {
  versions: Version[];
  state: 'active' | 'deleted' | 'recovered';
  /** Until when the last deletion or recovery is under way, in milliseconds. */
  busyUntil: number;
}

/** The secrets of one vault: versions, soft deletion with its transitions, names without case. */
export interface MemorySecrets {
  /** Milliseconds that a deletion and a recovery take; 0 at first. */
  transitionTime: number;
  /** Makes a new version, also of a deleted secret. */
  put(secret: SeededSecret): void;
  /** All listed secrets with their current versions. */
  current(): SecretBundle[];
  versions(name: string): SecretBundle[];
  get(name: string): SecretBundle;
  set(secret: SecretToSet): SecretBundle;
  delete(name: string): void;
  recover(name: string, signal?: AbortSignal): Promise<void>;
}

export function createMemorySecrets(vaultUrl: string, clock: Clock): MemorySecrets {
  const entries = new Map<string, Entry>();
  let versions = 0;
  const now = () => clock.now().getTime();
  const busy = (entry: Entry) => now() < entry.busyUntil;
  const isActive = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.state !== 'deleted' && !busy(entry);
  const currentOf = (entry: Entry): Version => {
    const bundle = entry.versions.at(-1);
    if (bundle === undefined) throw new Error('a secret without versions');
    return bundle;
  };

  /** Neither what is kept nor what is handed out is the other. */
  const answer = (version: Version): SecretBundle => ({
    ...version,
    properties: { ...version.properties, tags: { ...version.properties.tags } },
    answeredAt: Math.floor(now() / 1000),
  });

  function add(secret: SeededSecret): Version {
    const key = secret.name.toLowerCase();
    const entry = entries.get(key) ?? { versions: [], state: 'active', busyUntil: 0 };
    const seconds = Math.floor(now() / 1000);
    // The first spelling of a name stays.
    const name = entry.versions[0]?.properties.name ?? secret.name;
    const { value, enabled = true, managed = false, tags = {}, ...rest } = secret;
    const properties: SecretProperties = {
      ...Object.fromEntries(Object.entries(rest).filter(([, property]) => property !== undefined)),
      name,
      id: `${vaultUrl}/secrets/${name}`,
      enabled,
      managed,
      created: seconds,
      updated: seconds,
      tags: { ...tags },
    };
    versions += 1;
    const bundle = { properties, version: versions.toString(16).padStart(32, '0'), value: new Secret(value) };
    entries.set(key, { versions: [...entry.versions, bundle], state: 'active', busyUntil: 0 });
    return bundle;
  }

  const secrets: MemorySecrets = {
    transitionTime: 0,
    put: (secret) => void add(secret),
    current: () => [...entries.values()].filter(isActive).map((entry) => answer(currentOf(entry))),
    versions: (name) => (entries.get(name.toLowerCase())?.versions ?? []).map(answer),

    get(name) {
      const entry = entries.get(name.toLowerCase());
      if (!isActive(entry)) throw fault('secret.not-found');
      const bundle = currentOf(entry);
      if (!bundle.properties.enabled) throw fault('secret.disabled');
      return answer(bundle);
    },

    set({ name, value, ...rest }) {
      const entry = entries.get(name.toLowerCase());
      if (entry !== undefined && busy(entry)) throw fault('secret.being-deleted');
      if (entry?.state === 'deleted') throw fault('secret.deleted');
      if (entry !== undefined && currentOf(entry).properties.managed) throw fault('vault.rejected');
      if (!/^[0-9A-Za-z-]{1,127}$/.test(name) || value.byteLength > 25_600) throw fault('vault.rejected');
      return answer(add({ ...rest, name, value: value.reveal() }));
    },

    delete(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry !== undefined && busy(entry)) throw fault('secret.being-deleted');
      if (!isActive(entry)) throw fault('secret.not-found');
      if (currentOf(entry).properties.managed) throw fault('vault.rejected');
      entry.state = 'deleted';
      entry.busyUntil = now() + secrets.transitionTime;
    },

    async recover(name, signal) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) throw fault('secret.not-found');
      const settle = () => clock.sleep(Math.max(0, entry.busyUntil - now()), signal);
      await settle();
      if (entry.state !== 'deleted') return;
      entry.state = 'recovered';
      entry.busyUntil = now() + secrets.transitionTime;
      await settle();
    },
  };
  return secrets;
}

/** The status that goes with the codes of single secrets. */
const statuses: Partial<Record<VaultFaultCode, number>> = {
  'secret.not-found': 404,
  'secret.disabled': 403,
  'secret.deleted': 409,
  'secret.being-deleted': 409,
  'vault.rejected': 400,
};

const fault = (code: VaultFaultCode) => new VaultFault(code, { status: statuses[code] });
