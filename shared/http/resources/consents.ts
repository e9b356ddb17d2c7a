import { z } from 'zod';
import { type Consent, consentStatus } from '../../domain/consent/consent.ts';
import { problems } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import type { Links } from '../links.ts';

const fields = {
  id: z.uuid(),
  url: z.url(),
  status: z.enum(['pending', 'authorized', 'completed', 'refused']),
  admin_consent: z.boolean(),
  return_url: z.url().nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  /** The linked tenant, once it is completed. */
  tenant: z.url().nullable(),
  /** Why it was refused. */
  error: z.object({ code: z.string(), title: z.string(), detail: z.string(), next: z.string() }).nullable(),
};

export const consentSchema = z.object(fields).meta({ id: 'AzureKeyVaultConsent' });

/** The address holds the consent's secret state, so it is only given to who began it, and once. */
export const begunConsentSchema = z
  .object({ ...fields, authorization_url: z.url() })
  .meta({ id: 'AzureKeyVaultConsentBegun' });

export const consentCreateSchema = z
  .strictObject({ return_url: z.string().min(1).max(2048).optional(), admin_consent: z.boolean().default(false) })
  .meta({ id: 'AzureKeyVaultConsentCreate' });

export const consentCompleteSchema = z
  .strictObject({
    code: z
      .string()
      .min(1)
      .max(200)
      .transform((code) => new Secret(code)),
  })
  .meta({ id: 'AzureKeyVaultConsentComplete' });

export function presentConsent(consent: Consent, links: Links, now: Date): z.input<typeof consentSchema> {
  const at = consentStatus(consent, now);
  return {
    id: consent.id,
    url: links.to('consent', consent.id),
    status: at.status,
    admin_consent: consent.adminConsent,
    return_url: consent.returnUrl ?? null,
    created_at: consent.createdAt.toISOString(),
    expires_at: consent.expiresAt.toISOString(),
    tenant: at.status === 'completed' ? links.to('tenant', at.tenantId) : null,
    error: at.status === 'refused' ? presentRefusal(at) : null,
  };
}

function presentRefusal({ code, detail }: { code: keyof typeof problems; detail: string }) {
  const [, title, next] = problems[code];
  return { code, title, detail, next };
}
