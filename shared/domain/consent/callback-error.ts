import type { ProblemCode } from '../../errors.ts';

/** By number: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const byNumber: Record<number, ProblemCode> = {
  65004: 'consent.declined',
  90094: 'consent.admin-approval',
  90095: 'consent.admin-approval',
  50020: 'consent.account-not-in-tenant',
  500200: 'consent.personal-account',
  53003: 'consent.conditional-access',
  7000112: 'app.disabled',
};

/**
 * By the `error` of OAuth 2.0 (RFC 6749, 4.1.2.1), OpenID Connect, and of adminconsent, which calls a refusal `permission_denied`:
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
const byError: Record<string, ProblemCode> = {
  access_denied: 'consent.declined',
  permission_denied: 'consent.declined',
  consent_required: 'consent.admin-approval',
  server_error: 'entra.unavailable',
  temporarily_unavailable: 'entra.unavailable',
};

/** What an AADSTS number says about a sign-in, if it is one of those that have a meaning of their own here. */
export function problemOfNumber(aadsts: number | undefined): ProblemCode | undefined {
  return aadsts === undefined ? undefined : byNumber[aadsts];
}

export interface CallbackError {
  code: ProblemCode;
  detail: string;
  /** The number after AADSTS. */
  aadsts?: number;
}

/** What it means for the consent that Entra sent the browser back with an `error`. */
export function classifyCallbackError(error: string, description = ''): CallbackError {
  // The description is the only place where a redirect carries the number.
  const aadsts = Number(/\bAADSTS(\d{4,8})\b/.exec(description)?.[1] ?? Number.NaN);
  const known = Number.isNaN(aadsts) ? undefined : aadsts;
  const code = problemOfNumber(known) ?? lookUp(byError, error) ?? 'consent.refused';
  // Only a word of the protocol is repeated: the rest of the query is whatever somebody typed.
  const word = /^[a-z_]{1,40}$/.test(error) ? error : 'an error';
  return {
    code,
    detail: `Entra answered ${word}${known === undefined ? '' : ` (AADSTS${known})`}.`,
    ...(known === undefined ? {} : { aadsts: known }),
  };
}

function lookUp<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
