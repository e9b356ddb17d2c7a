import { z } from 'zod';
import type { IdentityFault } from '../azure/identity-fault.ts';
import { parseJson } from './parse-json.ts';
import type { RawAnswer } from './vault-answer.ts';
import { retryAfterOf } from './vault-answer.ts';

/** Why a request to Entra failed: what it answered, the network's error code, or that there was nothing to sign it with. */
export type EntraFailure =
  | { kind: 'answer'; status: number; error?: string; codes: number[]; retryAfter?: number }
  | { kind: 'network'; code: string | undefined }
  | { kind: 'identity'; fault: IdentityFault };

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#error-response */
const errorBody = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

/** Reads an error response of the token endpoint or of discovery; the AADSTS numbers are `error_codes`. */
export function readEntraFailure(raw: RawAnswer, now: Date): EntraFailure {
  const parsed = errorBody.safeParse(parseJson(raw.body ?? ''));
  return {
    kind: 'answer',
    status: raw.status,
    ...(parsed.success ? { error: parsed.data.error } : {}),
    codes: parsed.success ? parsed.data.error_codes : [],
    ...retryAfterOf(raw.header('retry-after'), now),
  };
}
