import { z } from 'zod';
import { parseJson } from './parse-json.ts';

/** What an error response of a vault says, as far as it can be classified by. */
export interface VaultAnswer {
  status: number;
  code?: string;
  innerCode?: string;
  /** Seconds. */
  retryAfter?: number;
}

/** https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret#keyvaulterror */
const errorBody = z.object({
  error: z.object({
    code: z.string().optional(),
    innererror: z.object({ code: z.string().optional() }).nullish(),
  }),
});

export interface RawAnswer {
  status: number;
  body?: string | null;
  header(name: string): string | undefined;
}

/** Reads a response; a body that is not Key Vault's (a proxy's page) leaves the codes out. */
export function readVaultAnswer(raw: RawAnswer, now: Date): VaultAnswer {
  const parsed = errorBody.safeParse(parseJson(raw.body ?? ''));
  const error = parsed.success ? parsed.data.error : undefined;
  return {
    status: raw.status,
    ...(error?.code === undefined ? {} : { code: error.code }),
    ...(error?.innererror?.code === undefined ? {} : { innerCode: error.innererror.code }),
    ...retryAfterOf(raw.header('retry-after'), now),
  };
}

/** Seconds or an HTTP date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterOf(header: string | undefined, now: Date): { retryAfter?: number } {
  if (header === undefined) return {};
  if (/^\d+$/.test(header)) return { retryAfter: Number(header) };
  // The parser takes much for a date: an HTTP date begins with the day of the week.
  const at = /^[A-Z][a-z]{2,8}[ ,]/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? {} : { retryAfter: Math.max(0, Math.ceil((at - now.getTime()) / 1000)) };
}
