import { z } from 'zod';
import { badParameter } from './key-vault-error.ts';

const time = z.number().int().nonnegative().nullish();
const properties = z.object({
  key_ops: z
    .array(z.enum(['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey', 'import', 'export']))
    .nullish(),
  attributes: z.object({ enabled: z.boolean().nullish(), nbf: time, exp: time }).nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
});
const creation = properties.extend({
  /** The sandbox makes RSA keys only. */
  kty: z.literal('RSA'),
  key_size: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]).nullish(),
});
/** https://www.rfc-editor.org/rfc/rfc4648#section-5 */
const wrapping = z.object({
  alg: z.enum(['RSA-OAEP', 'RSA-OAEP-256']),
  value: z.string().regex(/^[A-Za-z0-9_-]+$/),
});

export type KeyProperties = z.infer<typeof properties>;
export type WrapBody = z.infer<typeof wrapping>;

export const parseKeyCreation = (body: unknown): z.infer<typeof creation> => parse(creation, body);
export const parseKeyUpdate = (body: unknown): KeyProperties => parse(properties, body ?? {});
export const parseWrapBody = (body: unknown): WrapBody => parse(wrapping, body);

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badParameter(`Property ${issue?.path.join('.') || 'body'} has an invalid value: ${issue?.message}`);
}
