import type { Secret } from '../../secret.ts';

/** What a delivery needs, and nobody else sees. */
export interface WebhookConfiguration {
  url: Secret;
  /** Signs what is sent; Slack's hooks have none. */
  signingSecret?: Secret;
}
