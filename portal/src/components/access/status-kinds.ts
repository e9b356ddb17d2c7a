import type { Schemas } from '../../api/schema.ts';
import type { StatusKind } from '../status-badge.tsx';

export const statusKinds: Record<Schemas['StatusEnum'], StatusKind> = {
  connected: 'good',
  errored: 'bad',
  missing: 'attention',
  checking: 'busy',
  pending: 'busy',
  unknown: 'neutral',
};
