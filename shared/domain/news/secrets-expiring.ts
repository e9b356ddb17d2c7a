import { createHash } from 'node:crypto';
import type { Expiry } from '../expiry/expiry.ts';
import type { SecretsExpiring } from './event.ts';

/** What there is to tell of secrets of one vault. */
export function secretsExpiring(
  { organizationId, integrationId }: Pick<SecretsExpiring, 'organizationId' | 'integrationId'>,
  expiries: readonly Expiry[],
  at: Date,
): SecretsExpiring {
  const secrets = expiries.map(({ secretName: name, expires }) => {
    return { name, expiresAt: new Date(expires * 1000).toISOString() };
  });
  const digest = createHash('sha256').update(JSON.stringify(secrets)).digest('base64url').slice(0, 22);
  const id = `expiring-${integrationId}-${digest}`;
  return { type: 'secrets_expiring', id, organizationId, integrationId, at: at.toISOString(), secrets };
}
