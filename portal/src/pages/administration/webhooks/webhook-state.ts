import type { StatusKind } from '../../../components/status-badge.tsx';
import type { Webhook } from './use-webhooks.ts';

export type WebhookState = 'on' | 'failing' | 'off' | 'switched off';

/** The state that the API tells, in a word: `switched off` is by the service, after days of failures. */
export function webhookState({ enabled, failing_since }: Webhook): WebhookState {
  if (!enabled) return failing_since === null ? 'off' : 'switched off';
  return failing_since === null ? 'on' : 'failing';
}

export const webhookStateKinds: Record<WebhookState, StatusKind> = {
  on: 'good',
  failing: 'attention',
  off: 'neutral',
  'switched off': 'bad',
};
