import { z } from 'zod';
import type { WebhookConfiguration } from '../../domain/webhooks/configuration.ts';
import type { SealContext } from '../../ports/cipher.ts';
import { Secret } from '../../secret.ts';
import type { SealedWebhook } from '../../store/webhooks.ts';
import type { Deps } from '../deps.ts';

const sealed = z.object({ url: z.string(), signingSecret: z.string().optional() });

type Place = Pick<SealedWebhook, 'organizationId' | 'id'>;

/** Rejects with `CipherFault`. */
export function sealConfiguration(
  { cipher }: Pick<Deps, 'cipher'>,
  place: Place,
  { url, signingSecret }: WebhookConfiguration,
): Promise<Uint8Array> {
  const content = { url: url.reveal(), signingSecret: signingSecret?.reveal() } satisfies z.input<typeof sealed>;
  return cipher.seal(new Secret(JSON.stringify(content)), contextOf(place));
}

/** Rejects with `CipherFault`. */
export async function openConfiguration(
  { cipher }: Pick<Deps, 'cipher'>,
  webhook: Place & Pick<SealedWebhook, 'sealed'>,
): Promise<WebhookConfiguration> {
  const opened = await cipher.open(webhook.sealed, contextOf(webhook));
  const { url, signingSecret } = sealed.parse(JSON.parse(opened.reveal()));
  return { url: new Secret(url), signingSecret: signingSecret === undefined ? undefined : new Secret(signingSecret) };
}

function contextOf({ organizationId, id }: Place): SealContext {
  return { organizationId, binding: ['webhook', id] };
}
