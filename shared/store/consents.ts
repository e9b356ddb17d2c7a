import { z } from 'zod';
import type { Consent } from '../domain/consent/consent.ts';
import { type ProblemCode, problems } from '../errors.ts';
import type { Rows, RowValues } from '../ports/rows.ts';

/*
 * Table `consents`
 *   PK consent id, RK `consent`: one consent. The callback, which knows no organization, finds it by its id too.
 */
const table = 'consents';
const rowKey = 'consent';
const bytes = z.instanceof(Uint8Array);
const base = {
  v: z.literal(1),
  organizationId: z.string(),
  principalKind: z.enum(['service-account', 'user']),
  principalId: z.string(),
  adminConsent: z.boolean(),
  returnUrl: z.string().optional(),
  stateDigest: bytes,
  createdAt: z.date(),
  expiresAt: z.date(),
};
const row = z.discriminatedUnion('phase', [
  z.object({ ...base, phase: z.literal('admin-consent') }),
  z.object({
    ...base,
    phase: z.literal('sign-in'),
    adminTenantId: z.string().optional(),
    nonce: z.string(),
    sealedVerifier: bytes,
  }),
  z.object({ ...base, phase: z.literal('redeeming') }),
  z.object({
    ...base,
    phase: z.literal('authorized'),
    tenantId: z.string(),
    tenantName: z.string(),
    signedInObjectId: z.string(),
    signedInAs: z.string().optional(),
    codeDigest: bytes,
    wrongCodes: z.int(),
  }),
  z.object({ ...base, phase: z.literal('completed'), tenantId: z.string() }),
  z.object({
    ...base,
    phase: z.literal('refused'),
    refusalCode: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    refusalDetail: z.string(),
  }),
]);

export type StoredConsent = Consent & { etag: string };

function toValues({ id: _id, ...consent }: Consent): RowValues {
  const present = Object.entries(consent).filter(([name, value]) => value !== undefined && name !== 'etag');
  return { v: 1, ...(Object.fromEntries(present) as RowValues) };
}

export async function insertConsent(rows: Rows, consent: Consent): Promise<void> {
  await rows.write(table, consent.id, [{ kind: 'insert', rowKey, values: toValues(consent) }]);
}

export async function getConsent(rows: Rows, id: string): Promise<StoredConsent | undefined> {
  const found = await rows.get(table, id, rowKey);
  if (found === undefined) return undefined;
  const { v: _version, ...consent } = row.parse(found.values);
  return { id, ...consent, etag: found.etag };
}

/** Replaces the consent if nobody changed it since `etag`, and returns the new etag; rejects with `RowConflict` otherwise. */
export async function replaceConsent(rows: Rows, consent: Consent, etag: string): Promise<string> {
  const [written = ''] = await rows.write(table, consent.id, [
    { kind: 'replace', rowKey, values: toValues(consent), etag },
  ]);
  return written;
}
