import type { WebhookConfiguration } from '../../domain/webhooks/configuration.ts';
import { maskAddress } from '../../domain/webhooks/mask-address.ts';
import { signingSecret as newSigningSecret } from '../../domain/webhooks/sign-message.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';
import { ServiceError } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import { insertWebhook, listWebhooks, type StoredWebhook } from '../../store/webhooks.ts';
import type { Deps } from '../deps.ts';
import { checkReceiver } from './check-receiver.ts';
import { sealConfiguration } from './seal-configuration.ts';

/** How many an organization may have: each event is sent to every one. */
const most = 50;

export const signingSecretBytes = 32;

export interface CreateWebhookInput extends Pick<Webhook, 'organizationId' | 'name' | 'type' | 'eventTypes'> {
  url: Secret;
  /** Absent: one is made, for a generic webhook. */
  signingSecret?: Secret;
  enabled?: boolean;
}

/** Rejects with `webhook.address`, or `webhook.too-many`. The signing secret comes back this once. */
export async function createWebhook(
  deps: Pick<Deps, 'rows' | 'cipher' | 'receivers' | 'clock' | 'random'>,
  { url, signingSecret: given, enabled = true, ...input }: CreateWebhookInput,
): Promise<{ webhook: StoredWebhook; signingSecret?: Secret }> {
  const { rows, clock, random } = deps;
  await checkReceiver(deps, url);
  if ((await listWebhooks(rows, input.organizationId)).length >= most) {
    throw new ServiceError('webhook.too-many', `There are ${most} webhooks already.`);
  }
  const id = random.uuid();
  const now = clock.now();
  const made = given ?? newSigningSecret(random.bytes(signingSecretBytes));
  const signingSecret = input.type === 'generic' ? made : undefined;
  const configuration: WebhookConfiguration = { url, signingSecret };
  const webhook = await insertWebhook(rows, {
    id,
    ...input,
    enabled,
    shownUrl: maskAddress(input.type, url.reveal()),
    createdAt: now,
    modifiedAt: now,
    lastRun: null,
    lastError: null,
    failingSince: null,
    sealed: await sealConfiguration(deps, { organizationId: input.organizationId, id }, configuration),
  });
  return { webhook, signingSecret };
}
