import type { WebhookType } from './webhook.ts';

const hidden = '…';

/**
 * An address as it is shown once it is stored. Slack's is a credential from its path on; of any other the query may hold
 * one.
 */
export function maskAddress(type: WebhookType, address: string): string {
  const { origin, pathname, search } = new URL(address);
  if (type === 'slack') return `${origin}/${hidden}`;
  return `${origin}${pathname}${search === '' ? '' : `?${hidden}`}`;
}
