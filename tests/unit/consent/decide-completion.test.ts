import { type Consent, consentStatus, inPhase } from '../../../shared/domain/consent/consent.ts';
import { decideCompletion } from '../../../shared/domain/consent/decide-completion.ts';
import { digestToken } from '../../../shared/domain/consent/one-time-token.ts';

const begun = new Date('2026-01-01T10:00:00Z');
const expiry = new Date('2026-01-01T10:10:00Z');
const beforeExpiry = new Date(expiry.getTime() - 1);
const principal = { kind: 'service-account', id: 'ada' } as const;
const pending: Consent = {
  id: 'c',
  organizationId: 'o',
  principalKind: 'service-account',
  principalId: 'ada',
  adminConsent: false,
  stateDigest: digestToken('state'),
  createdAt: begun,
  expiresAt: expiry,
  phase: 'sign-in',
  nonce: 'n',
  sealedVerifier: new Uint8Array(),
};
const authorized = inPhase(pending, {
  phase: 'authorized',
  tenantId: 't',
  tenantName: 'contoso.example',
  signedInObjectId: 'x',
  codeDigest: digestToken('right'),
  wrongCodes: 0,
});

function decide(consent: Consent, attempt: Partial<Parameters<typeof decideCompletion>[1]> = {}) {
  return decideCompletion(consent, { principal, code: 'right', now: beforeExpiry, ...attempt });
}

describe('decideCompletion', () => {
  test('completes an authorized consent with its code up to its last millisecond', () => {
    expect(decide(authorized)).toMatchObject({ kind: 'complete', proof: { tenantId: 't' } });
    expect(decide(authorized, { now: expiry })).toMatchObject({ kind: 'refuse', code: 'consent.expired' });
  });

  test('refuses everybody else, even with the right code', () => {
    const others = [
      { kind: 'service-account', id: 'eve' },
      { kind: 'user', id: 'ada' },
    ] as const;
    for (const other of others) {
      expect(decide(authorized, { principal: other })).toEqual({ kind: 'refuse', code: 'consent.other-user' });
    }
  });

  test('refuses a consent that nobody has signed in for, in every phase before', () => {
    for (const consent of [
      pending,
      inPhase(pending, { phase: 'admin-consent' }),
      inPhase(pending, { phase: 'redeeming' }),
    ]) {
      expect(decide(consent)).toEqual({ kind: 'refuse', code: 'consent.not-authorized' });
      expect(decide(consent, { now: expiry })).toMatchObject({ kind: 'refuse', code: 'consent.expired' });
    }
  });

  test('refuses a completed one as used, also after it expired', () => {
    const completed = inPhase(authorized, { phase: 'completed', tenantId: 't' });
    expect(decide(completed, { now: expiry })).toEqual({ kind: 'refuse', code: 'consent.used' });
  });

  test('repeats the reason of a refused one', () => {
    const refused = inPhase(pending, { phase: 'refused', refusalCode: 'consent.guest', refusalDetail: 'A guest.' });
    expect(decide(refused)).toEqual({ kind: 'refuse', code: 'consent.guest', detail: 'A guest.' });
  });

  test('counts wrong codes without burning the right one, until the fifth', () => {
    let consent = authorized;
    for (const wrongCodes of [1, 2, 3, 4]) {
      const decision = decide(consent, { code: 'wrong' });
      expect(decision).toMatchObject({ kind: 'wrong-code', next: { phase: 'authorized', wrongCodes } });
      if (decision.kind === 'wrong-code') consent = inPhase(consent, decision.next);
      expect(decide(consent).kind).toBe('complete');
    }
    expect(decide(consent, { code: 'wrong' })).toMatchObject({
      kind: 'wrong-code',
      next: { phase: 'refused', refusalCode: 'consent.completion-code' },
    });
  });
});

describe('consentStatus', () => {
  test('is pending while a callback redeems the code, and refused once time is up', () => {
    const redeeming = inPhase(pending, { phase: 'redeeming' });
    expect(consentStatus(redeeming, beforeExpiry)).toEqual({ status: 'pending' });
    expect(consentStatus(authorized, beforeExpiry)).toEqual({ status: 'authorized' });
    expect(consentStatus(redeeming, expiry)).toMatchObject({ status: 'refused', code: 'consent.expired' });
    expect(consentStatus(authorized, expiry)).toMatchObject({ status: 'refused', code: 'consent.expired' });
  });
});

test('a change of phase leaves the secrets of the phase before behind', () => {
  expect(Object.keys(inPhase(pending, { phase: 'redeeming' })).sort()).toEqual(
    'adminConsent createdAt expiresAt id organizationId phase principalId principalKind stateDigest'.split(' '),
  );
});
