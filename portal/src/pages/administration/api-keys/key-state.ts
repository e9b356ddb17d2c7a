import type { Schemas } from '../../../api/schema.ts';
import type { StatusKind } from '../../../components/status-badge.tsx';

export type Key = Schemas['ServiceAccountAPIKey'];
export type KeyState = 'valid' | 'revoked' | 'expired';

/** The state that the API tells of a key, in one word. */
export function keyState({ revoked, has_expired }: Key): KeyState {
  if (revoked) return 'revoked';
  return has_expired ? 'expired' : 'valid';
}

export const keyStateKinds: Record<KeyState, StatusKind> = { valid: 'good', revoked: 'neutral', expired: 'attention' };
