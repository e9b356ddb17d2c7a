import type { StoredValue } from '../../domain/configuration.ts';
import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';

/** What a value is sealed to: its organization, parameter and environment. */
export function valueBinding({
  parameterId,
  environmentId,
}: Pick<StoredValue, 'parameterId' | 'environmentId'>): string[] {
  return ['value', parameterId, environmentId];
}

/** The content of a value; null for an explicit null. */
export async function openValue({ cipher }: Pick<Deps, 'cipher'>, stored: StoredValue): Promise<Secret | null> {
  if (stored.sealed === null) return null;
  return cipher.open(stored.sealed, { organizationId: stored.organizationId, binding: valueBinding(stored) });
}
