import type { ProblemCode } from '../../errors.ts';
import type { Principal } from '../principal.ts';
import { type AuthorizedPhase, type Consent, type ConsentPhase, consentStatus, maxWrongCodes } from './consent.ts';
import { tokenMatches } from './one-time-token.ts';

export type CompletionDecision =
  /** Everything fits: the proof to link the tenant by. */
  | { kind: 'complete'; proof: AuthorizedPhase }
  /** Another code than the browser was given: the consent goes on in this phase. */
  | { kind: 'wrong-code'; next: ConsentPhase }
  | { kind: 'refuse'; code: ProblemCode; detail?: string };

/**
 * Whether this principal may complete the consent with this code. Only who began it may: the link to a sign-in may have
 * been sent to somebody else's administrator, and then neither the sender nor the administrator can go on.
 */
export function decideCompletion(
  consent: Consent,
  attempt: { principal: Pick<Principal, 'kind' | 'id'>; code: string; now: Date },
): CompletionDecision {
  if (consent.principalKind !== attempt.principal.kind || consent.principalId !== attempt.principal.id) {
    return { kind: 'refuse', code: 'consent.other-user' };
  }
  const status = consentStatus(consent, attempt.now);
  if (status.status === 'completed') return { kind: 'refuse', code: 'consent.used' };
  if (status.status === 'refused') return { kind: 'refuse', code: status.code, detail: status.detail };
  if (consent.phase !== 'authorized') return { kind: 'refuse', code: 'consent.not-authorized' };
  if (tokenMatches(consent.codeDigest, attempt.code)) return { kind: 'complete', proof: consent };
  return { kind: 'wrong-code', next: afterWrongCode(consent) };
}

function afterWrongCode(proof: AuthorizedPhase): ConsentPhase {
  const wrongCodes = proof.wrongCodes + 1;
  if (wrongCodes < maxWrongCodes) return { ...phaseOf(proof), wrongCodes };
  return {
    phase: 'refused',
    refusalCode: 'consent.completion-code',
    refusalDetail: `A wrong completion code was given ${maxWrongCodes} times.`,
  };
}

function phaseOf({
  phase,
  tenantId,
  tenantName,
  signedInObjectId,
  signedInAs,
  codeDigest,
  wrongCodes,
}: AuthorizedPhase) {
  const account = signedInAs === undefined ? {} : { signedInAs };
  return { phase, tenantId, tenantName, signedInObjectId, ...account, codeDigest, wrongCodes };
}
