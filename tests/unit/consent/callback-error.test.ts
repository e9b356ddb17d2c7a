import { classifyCallbackError } from '../../../shared/domain/consent/callback-error.ts';

describe('classifyCallbackError', () => {
  test.each([
    ['access_denied', 'AADSTS65004: The resource owner has declined.', 'consent.declined'],
    ['access_denied', undefined, 'consent.declined'],
    ['permission_denied', undefined, 'consent.declined'],
    ['consent_required', undefined, 'consent.admin-approval'],
    ['consent_required', 'AADSTS90094: Admin consent is required.', 'consent.admin-approval'],
    ['access_denied', 'AADSTS90094: An administrator has to grant it.', 'consent.admin-approval'],
    ['access_denied', 'AADSTS90095: Admin consent was requested.', 'consent.admin-approval'],
    ['invalid_request', 'AADSTS50020: User account does not exist in tenant.', 'consent.account-not-in-tenant'],
    ['interaction_required', 'AADSTS50020: User account does not exist in tenant.', 'consent.account-not-in-tenant'],
    ['invalid_request', 'AADSTS500200: A personal Microsoft account.', 'consent.personal-account'],
    ['access_denied', 'AADSTS53003: Blocked by Conditional Access.', 'consent.conditional-access'],
    ['unauthorized_client', 'AADSTS7000112: Application is disabled.', 'app.disabled'],
    ['temporarily_unavailable', undefined, 'entra.unavailable'],
    ['server_error', 'AADSTS50000: There was an error.', 'entra.unavailable'],
    ['invalid_client', 'AADSTS650052: No subscription.', 'consent.refused'],
    ['something_else', undefined, 'consent.refused'],
    ['constructor', undefined, 'consent.refused'],
    ['', undefined, 'consent.refused'],
  ])('%s with "%s" is %s', (error, description, code) => {
    expect(classifyCallbackError(error, description).code).toBe(code);
  });

  test('repeats the number and the word of the protocol, and nothing else of what stands in the address', () => {
    expect(classifyCallbackError('access_denied', 'AADSTS65004: <b>Hello</b>')).toEqual({
      code: 'consent.declined',
      detail: 'Entra answered access_denied (AADSTS65004).',
      aadsts: 65004,
    });
    expect(classifyCallbackError('<script>', 'call 0800-EVIL').detail).toBe('Entra answered an error.');
  });
});
