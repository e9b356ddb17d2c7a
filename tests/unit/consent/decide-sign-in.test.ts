import { decideSignIn, personalAccountsTenant } from '../../../shared/domain/consent/decide-sign-in.ts';
import type { IdTokenClaims } from '../../../shared/ports/entra.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const tenantId = '7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d';
const administrator: IdTokenClaims = {
  tenantId,
  objectId: 'object',
  preferredUsername: 'ada@contoso.example',
  account: 0,
  directoryRoles: ['b79fbf4d-3ef9-4689-8143-76b194e85509', globalAdministrator],
};
const rules = { requiredRoles: [globalAdministrator], claimedTenantIds: [] };

function codeOf(claims: Partial<IdTokenClaims>, changed: Partial<Parameters<typeof decideSignIn>[1]> = {}) {
  const decision = decideSignIn({ ...administrator, ...claims }, { ...rules, ...changed });
  return decision.accepted ? 'accepted' : decision.code;
}

describe('decideSignIn', () => {
  test('accepts a member with one of the roles, and names the tenant after the account', () => {
    expect(decideSignIn(administrator, rules)).toEqual({
      accepted: true,
      tenantId,
      tenantName: 'contoso.example',
      signedInObjectId: 'object',
      signedInAs: 'ada@contoso.example',
    });
  });

  test.each([
    ['personal accounts', { tenantId: personalAccountsTenant }, 'consent.personal-account'],
    [
      'personal accounts in other letter case',
      { tenantId: personalAccountsTenant.toUpperCase() },
      'consent.personal-account',
    ],
    ['guests, whatever their role', { account: 1 as const }, 'consent.guest'],
    ['who is not proven to be a member', { account: undefined }, 'consent.registration'],
    ['members without a required role', { directoryRoles: ['b79fbf4d-3ef9-4689-8143-76b194e85509'] }, 'consent.role'],
    ['members without any role', { directoryRoles: [] }, 'consent.role'],
  ])('refuses %s', (_who, claims, code) => {
    expect(codeOf(claims)).toBe(code);
  });

  test('with "anyone", takes every member, but still no guest', () => {
    expect(codeOf({ directoryRoles: [] }, { requiredRoles: 'anyone' })).toBe('accepted');
    expect(codeOf({ directoryRoles: [], account: 1 }, { requiredRoles: 'anyone' })).toBe('consent.guest');
  });

  test('compares roles without regard to letter case', () => {
    expect(codeOf({ directoryRoles: [globalAdministrator.toUpperCase()] })).toBe('accepted');
  });

  test('refuses when the address or adminconsent claimed another tenant', () => {
    const other = '00000000-1111-4222-8333-444444444444';
    expect(codeOf({}, { claimedTenantIds: [tenantId.toUpperCase()] })).toBe('accepted');
    expect(codeOf({}, { claimedTenantIds: [other] })).toBe('consent.tenant-mismatch');
    expect(codeOf({}, { claimedTenantIds: [tenantId, other] })).toBe('consent.tenant-mismatch');
  });

  test.each([undefined, '', 'ada', '+49 30 1234', 'ada@'])(
    'without a domain in the account (%s) the name is the id',
    (name) => {
      const decision = decideSignIn({ ...administrator, preferredUsername: name }, rules);
      expect(decision).toMatchObject({ accepted: true, tenantName: tenantId });
    },
  );
});
