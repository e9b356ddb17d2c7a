import { z } from 'zod';
import { badParameter } from './key-vault-error.ts';

/** Limits of https://learn.microsoft.com/azure/key-vault/secrets/about-secrets and …/general/about-keys-secrets-certificates. */
export const LIMITS = {
  /** Bytes of the UTF-8 form. */
  value: 25_600,
  contentType: 255,
  tags: 15,
  tagName: 256,
  tagValue: 256,
} as const;

const NAME = /^[0-9A-Za-z-]{1,127}$/;
const VERSION = /^[0-9A-Za-z]{1,64}$/;

const time = z.number().int().nonnegative().nullish();
const attributesSchema = z
  .object({ enabled: z.boolean().nullish(), nbf: time, exp: time })
  .refine(({ nbf, exp }) => !(nbf && exp) || nbf < exp, 'exp must be later than nbf');

const propertiesSchema = z.object({
  contentType: z.string().max(LIMITS.contentType).nullish(),
  attributes: attributesSchema.nullish(),
  tags: z
    .record(z.string().min(1).max(LIMITS.tagName), z.string().max(LIMITS.tagValue))
    .refine((tags) => Object.keys(tags).length <= LIMITS.tags, `at most ${LIMITS.tags} tags are allowed`)
    .nullish(),
});

const setSchema = propertiesSchema.extend({
  value: z
    .string()
    .refine((value) => Buffer.byteLength(value, 'utf8') <= LIMITS.value, `at most ${LIMITS.value} bytes are allowed`),
});

export type SecretProperties = z.infer<typeof propertiesSchema>;
export type SetSecretBody = z.infer<typeof setSchema>;

export const parseSetBody = (body: unknown): SetSecretBody => parse(setSchema, body);
export const parseUpdateBody = (body: unknown): SecretProperties => parse(propertiesSchema, body ?? {});

export function checkName(name: string): void {
  if (!NAME.test(name)) throw badParameter(`The request URI contains an invalid name: ${name}`);
}

export function checkVersion(version: string): void {
  if (!VERSION.test(version)) throw badParameter(`The request URI contains an invalid version: ${version}`);
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badParameter(`Property ${issue?.path.join('.') || 'body'} has an invalid value: ${issue?.message}`);
}
