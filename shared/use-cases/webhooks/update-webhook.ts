import type { WebhookConfiguration } from '../../domain/webhooks/configuration.ts';
import { maskAddress } from '../../domain/webhooks/mask-address.ts';
import { signingSecret as newSigningSecret } from '../../domain/webhooks/sign-message.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';
import { ServiceError } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import { replaceWebhook, type StoredWebhook } from '../../store/webhooks.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { checkReceiver } from './check-receiver.ts';
import { signingSecretBytes } from './create-webhook.ts';
import { findWebhook } from './find-webhook.ts';
import { openConfiguration, sealConfiguration } from './seal-configuration.ts';

/** What is absent stays as it is. */
export interface WebhookChange extends Partial<Pick<Webhook, 'name' | 'type' | 'eventTypes' | 'enabled'>> {
  /** The address as it is shown means the one that there is. */
  url?: Secret;
  /** Null: a new one is made. */
  signingSecret?: Secret | null;
}

export interface UpdateWebhookInput {
  organizationId: string;
  id: string;
  requireUnchanged?: RequireUnchanged<StoredWebhook>;
  change: WebhookChange;
}

/**
 * Rejects with `object.not-found`, `webhook.address`, `object.changed`. A signing secret that was made
 * comes back this once.
 */
export async function updateWebhook(
  deps: Pick<Deps, 'rows' | 'cipher' | 'receivers' | 'clock' | 'random'>,
  { organizationId, id, requireUnchanged, change }: UpdateWebhookInput,
): Promise<{ webhook: StoredWebhook; signingSecret?: Secret }> {
  return untilUncontended(async () => {
    const found = await findWebhook(deps, organizationId, id);
    requireUnchanged?.(found);
    const { name, eventTypes, type, enabled } = { ...found, ...present(change) };
    const { configuration, made } = await configure(deps, found, type, change);
    // What is switched on again, or sent elsewhere, begins anew.
    const isFresh = (enabled && !found.enabled) || configuration !== undefined;
    const webhook = await replaceWebhook(deps.rows, {
      ...found,
      name,
      eventTypes,
      type,
      enabled,
      ...configuration,
      ...(isFresh ? { failingSince: null } : {}),
      modifiedAt: deps.clock.now(),
    });
    return { webhook, signingSecret: made };
  });
}

/** Its address and signing secret after the change, sealed; nothing when neither changes. */
async function configure(
  deps: Pick<Deps, 'cipher' | 'receivers' | 'random'>,
  found: StoredWebhook,
  type: Webhook['type'],
  change: WebhookChange,
): Promise<{ configuration?: Pick<StoredWebhook, 'sealed' | 'shownUrl'>; made?: Secret }> {
  const url = change.url?.equals(new Secret(found.shownUrl)) ? undefined : change.url;
  if (type !== found.type && url === undefined) {
    throw new ServiceError('request.invalid', 'Another type of webhook has another address.', {
      fields: [{ field: 'body.configuration.url', code: 'required', detail: 'The address that fits the new type.' }],
    });
  }
  if (url === undefined && change.signingSecret === undefined) return {};
  if (url !== undefined) await checkReceiver(deps, url);
  // What is replaced as a whole need not open any more.
  const was: WebhookConfiguration =
    url !== undefined && change.signingSecret !== undefined ? { url } : await openConfiguration(deps, found);
  const kept = change.signingSecret ?? (change.signingSecret === undefined ? was.signingSecret : undefined);
  const made =
    type === 'generic' && kept === undefined ? newSigningSecret(deps.random.bytes(signingSecretBytes)) : undefined;
  const address = url ?? was.url;
  const sealed = await sealConfiguration(deps, found, {
    url: address,
    signingSecret: type === 'generic' ? (kept ?? made) : undefined,
  });
  return { configuration: { sealed, shownUrl: maskAddress(type, address.reveal()) }, made };
}

function present(change: WebhookChange): Partial<WebhookChange> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
