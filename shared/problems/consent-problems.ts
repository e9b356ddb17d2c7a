import type { Problems } from './problem.ts';

/** Sign-ins, consents, and the tenants that they connect. */
export const consentProblems = {
  'consent.return-url': [
    400,
    'The return address is not allowed',
    'Use an address on the configured list (CONSENT_RETURN_URLS).',
  ],
  'consent.no-state': [400, 'The callback carries no state', 'Begin the connection again from the service.'],
  'consent.unknown': [400, 'This consent is not known', 'Begin the connection again from the service.'],
  'consent.state': [
    400,
    'The state of this consent has been changed',
    'Begin the connection again from the service, in one browser.',
  ],
  'consent.expired': [410, 'The consent has expired', 'Begin the connection again; a consent is valid for 10 minutes.'],
  'consent.used': [409, 'The consent was used already', 'Begin the connection again.'],
  'consent.incomplete': [400, 'The callback is incomplete', 'Begin the connection again from the service.'],
  'consent.not-authorized': [
    409,
    'Nobody has signed in for this consent yet',
    'Open its authorization_url, sign in and consent first.',
  ],
  'consent.completion-code': [
    403,
    'The completion code is not the one of this consent',
    'Use the code that the browser was given at the end of the sign-in.',
  ],
  'consent.other-user': [
    403,
    'The consent was begun by somebody else',
    'Let the person who began it complete it, or begin a new one.',
  ],
  'consent.declined': [403, 'The consent was declined', 'Begin again and accept, or ask an administrator to.'],
  'consent.admin-approval': [
    403,
    "An administrator's approval is needed",
    'Ask an administrator of the tenant to sign in and consent.',
  ],
  'consent.personal-account': [
    403,
    'Personal Microsoft accounts cannot be used',
    'Sign in with a work account of the tenant that holds the vault.',
  ],
  'consent.guest': [403, 'The person is a guest in this tenant', 'Let a member of the tenant sign in.'],
  'consent.role': [
    403,
    'The person has none of the required directory roles',
    'Let an administrator of the tenant sign in.',
  ],
  'consent.account-not-in-tenant': [
    403,
    'The account does not belong to the tenant',
    'Sign in with an account of the tenant that holds the vault.',
  ],
  'consent.registration': [
    500,
    'The app registration lacks an optional claim',
    'The operator has to add the optional claims `acct` and `wids` for id_tokens to the app registration.',
  ],
  'consent.conditional-access': [
    403,
    "The tenant's Conditional Access does not let the sign-in pass",
    'Ask an administrator of the tenant.',
  ],
  'consent.tenant-mismatch': [
    400,
    'The tenant in the address is not the one that was signed in to',
    'Begin again and sign in to the tenant that is to be connected.',
  ],
  'consent.refused': [400, 'Entra refused the sign-in', 'Begin again; if it stays, pass the code on to support.'],
  'id-token.signature': [400, 'The id_token is not signed by Entra', 'Begin the connection again.'],
  'id-token.issuer': [400, 'The id_token comes from another issuer', 'Begin the connection again.'],
  'id-token.audience': [400, 'The id_token was made for another application', 'Begin the connection again.'],
  'id-token.nonce': [400, 'The id_token belongs to another sign-in', 'Begin the connection again.'],
  'id-token.expired': [400, 'The id_token has expired', 'Begin the connection again.'],
  'id-token.malformed': [400, 'The id_token is not a token', 'Begin the connection again.'],
  'entra.unavailable': [503, 'Entra cannot be reached', 'Try again in a minute.'],
  'entra.code-refused': [400, 'Entra refused the authorization code', 'Begin the connection again.'],
  'credential.invalid': [
    503,
    "The service's own credential is refused",
    'The operator has to renew the credential of the app registration.',
  ],
  'app.disabled': [
    409,
    'The application is disabled in the tenant',
    'Enable it: Entra admin centre, Enterprise applications, Properties.',
  ],
  'tenant.not-linked': [
    409,
    'The tenant is not linked to this organization',
    'Have an administrator of the tenant consent first (consents/).',
  ],
  'tenant.in-use': [409, 'The tenant is used by integrations', 'Delete its integrations first.'],
} as const satisfies Problems;
