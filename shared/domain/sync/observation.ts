import type { SecretProperties } from '../../ports/vaults.ts';

/** What was seen of a secret when its value was last read or written. */
export interface Observation {
  /** As the vault spelled it. */
  secretName: string;
  /** The secret's `updated`, whole seconds by the vault's clock. */
  updated: number;
  /** When it was looked at, whole seconds by the vault's clock. */
  seenAt: number;
  /** Keyed digest of the value. */
  digest: string;
  /** The version that was seen. */
  version: string;
  /** It held nothing that an import would bring. */
  empty?: boolean;
  /** The push that wrote it; absent when it was read. */
  pushId?: string;
}

/** `updated` counts seconds: a change right after the look could have left it as it is. */
const resolution = 2;

/**
 * Whether a secret's value is certainly still the observed one: it has not been updated since, and the look was
 * late enough for a later change to have shown.
 */
export function isUnchangedSince(observation: Observation | undefined, secret: SecretProperties): boolean {
  return isAsObserved(observation, secret) && observation.seenAt - observation.updated >= resolution;
}

/** Whether `updated` is the observed one. A change within the same second can hide behind it. */
export function isAsObserved(
  observation: Observation | undefined,
  secret: SecretProperties,
): observation is Observation {
  return observation !== undefined && observation.updated === secret.updated;
}
