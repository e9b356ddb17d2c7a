import { z } from 'zod';
import type { Consent } from '../domain/consent/consent.ts';
import { type ProblemCode, problems } from '../errors.ts';
import { RowConflict, type Rows, type RowValues } from '../ports/rows.ts';
import { everyRow } from './every-row.ts';
import { joinKey } from './key.ts';
import { columnsOf, rowReader, rowShape } from './row-shape.ts';

/*
 * Table `consents`
 *   PK consent id, RK `consent`: one consent. The callback, which knows no organization, finds it by its id too.
 *   PK `due`, RK `{when it expires}!{consent id}`: written before it and deleted after it, so that those that are long over
 *   are found.
 */
const table = 'consents';
const rowKey = 'consent';
const due = 'due';
const dueRow = rowShape(1, { id: z.string(), organizationId: z.string() });
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
const schema = z.discriminatedUnion('phase', [
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

const columns = new Set(schema.options.flatMap(({ shape }) => Object.keys(shape)));
const row = rowReader(1, schema, [...columns]);

export type StoredConsent = Consent & { etag: string };

function toValues({ id: _id, ...consent }: Consent): RowValues {
  const present = Object.entries(consent).filter(([name, value]) => value !== undefined && name !== 'etag');
  return { v: 1, ...(Object.fromEntries(present) as RowValues) };
}

export async function insertConsent(rows: Rows, consent: Consent): Promise<void> {
  const { id, organizationId, expiresAt } = consent;
  const values = { v: 1, id, organizationId };
  await rows.write(table, due, [{ kind: 'put', rowKey: joinKey(expiresAt.toISOString(), id), values }]);
  await rows.write(table, consent.id, [{ kind: 'insert', rowKey, values: toValues(consent) }]);
}

export async function getConsent(rows: Rows, id: string): Promise<StoredConsent | undefined> {
  const found = await rows.get(table, id, rowKey);
  if (found === undefined) return undefined;
  const { v: _version, ...consent } = row.parse(found.values);
  return { id, ...consent, etag: found.etag };
}

/** Replaces the consent if nobody changed it since it was read, and returns the new etag; rejects with `RowConflict` otherwise. */
export async function replaceConsent(rows: Rows, consent: Consent, was: StoredConsent): Promise<string> {
  const values = { ...columnsOf(was), ...toValues(consent) };
  const [written = ''] = await rows.write(table, consent.id, [{ kind: 'replace', rowKey, values, etag: was.etag }]);
  return written;
}

/** A consent that expired, and where it says so. */
export interface ExpiredConsent {
  id: string;
  dueKey: string;
}

/** The consents that expired before this time, the oldest first. */
export async function* consentsExpiredBefore(rows: Rows, time: Date): AsyncGenerator<ExpiredConsent> {
  for await (const { rowKey: dueKey, values } of everyRow(rows, table, due, { before: joinKey(time.toISOString()) })) {
    yield { id: dueRow.parse(values).id, dueKey };
  }
}

/** Whoever else deletes it at the same time. */
export async function deleteConsent(rows: Rows, { id, dueKey }: ExpiredConsent): Promise<void> {
  await unlessGone(rows.write(table, id, [{ kind: 'delete', rowKey }]));
  await unlessGone(rows.write(table, due, [{ kind: 'delete', rowKey: dueKey }]));
}

async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
