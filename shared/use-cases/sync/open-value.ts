import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';

/** Opens a stored value. Rejects with `CipherFault`. */
export function openValue(
  { cipher }: Pick<Deps, 'cipher'>,
  value: { organizationId: string; parameterId: string; environmentId: string; sealed: Uint8Array },
): Promise<Secret> {
  const { organizationId, parameterId, environmentId, sealed } = value;
  return cipher.open(sealed, { organizationId, binding: ['value', parameterId, environmentId] });
}
