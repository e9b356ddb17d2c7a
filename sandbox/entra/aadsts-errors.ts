/**
 * Entra's refusals by AADSTS number: OAuth `error`, HTTP status at the token endpoint, text with `{placeholders}`.
 * Numbers and meanings: https://learn.microsoft.com/entra/identity-platform/reference-error-codes; `error` and status where
 * that page is silent are as reported from the service. Client authentication that fails is 401, everything else 400
 * (RFC 6749, 5.2).
 */
interface AadstsError {
  error: string;
  status: 400 | 401;
  text: string;
}

export const aadstsErrors = {
  16000: {
    error: 'interaction_required',
    status: 400,
    text: 'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
  },
  50011: {
    error: 'invalid_request',
    status: 400,
    text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{clientId}'.",
  },
  50013: {
    error: 'invalid_client',
    status: 401,
    text: 'Assertion failed signature validation. [Reason - {reason}]',
  },
  50020: {
    error: 'access_denied',
    status: 400,
    text: "User account '{user}' from identity provider '{provider}' does not exist in tenant '{tenant}' and cannot access the application '{clientId}'({name}) in that tenant. The account needs to be added as an external user in the tenant first.",
  },
  50027: { error: 'invalid_client', status: 401, text: 'Invalid JWT token. {reason}' },
  50049: { error: 'invalid_instance', status: 400, text: "Unknown or invalid instance: '{instance}'." },
  50058: {
    error: 'login_required',
    status: 400,
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
  50059: {
    error: 'invalid_request',
    status: 400,
    text: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
  },
  50089: {
    error: 'invalid_request',
    status: 400,
    text: 'Authentication failed due to flow token expired. Begin to sign in anew.',
  },
  50194: {
    error: 'invalid_request',
    status: 400,
    text: "Application '{clientId}'({name}) is not configured as a multi-tenant application. Usage of the /{alias} endpoint is not supported for such applications. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  },
  53003: {
    error: 'invalid_grant',
    status: 400,
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  54005: {
    error: 'invalid_grant',
    status: 400,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  65001: {
    error: 'invalid_grant',
    status: 400,
    text: "The user or administrator has not consented to use the application with ID '{clientId}' named '{name}'. Send an interactive authorization request for this user and resource.",
  },
  65004: { error: 'access_denied', status: 400, text: 'User declined to consent to access the app.' },
  70000: {
    error: 'invalid_grant',
    status: 400,
    text: "The provided value for the '{parameter}' parameter is not valid.",
  },
  70003: {
    error: 'unsupported_grant_type',
    status: 400,
    text: "The app requested an unsupported grant type '{grant}'.",
  },
  70005: {
    error: 'unsupported_response_type',
    status: 400,
    text: "The response type '{responseType}' is not supported.",
  },
  70007: {
    error: 'invalid_request',
    status: 400,
    text: "'{responseMode}' is not a supported value of 'response_mode'.",
  },
  70008: {
    error: 'invalid_grant',
    status: 400,
    text: 'The provided authorization code or refresh token has expired. Send a new interactive authorization request for this user and resource.',
  },
  70011: {
    error: 'invalid_scope',
    status: 400,
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  70021: {
    error: 'invalid_request',
    status: 400,
    text: "No matching federated identity record found for presented assertion. Assertion Issuer: '{issuer}'. Assertion Subject: '{subject}'. Assertion Audience: '{audience}'.",
  },
  90002: {
    error: 'invalid_request',
    status: 400,
    text: "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  },
  90023: { error: 'invalid_request', status: 400, text: 'Invalid request: {reason}.' },
  90094: {
    error: 'access_denied',
    status: 400,
    text: '{name} needs permission to access resources in your organization that only an admin can grant. Ask an admin to grant permission to this app before you can use it.',
  },
  90095: {
    error: 'access_denied',
    status: 400,
    text: 'Admin consent is required for {name}; the approval of an admin was requested.',
  },
  500011: {
    error: 'invalid_resource',
    status: 400,
    text: 'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
  500112: {
    error: 'invalid_grant',
    status: 400,
    text: "The reply address '{redirectUri}' does not match the reply address '{expected}' provided when requesting Authorization code.",
  },
  500200: {
    error: 'access_denied',
    status: 400,
    text: "User account '{user}' is a personal Microsoft account. Personal Microsoft accounts are not supported for this application unless explicitly invited to an organization. Try signing out and signing back in with an organizational account.",
  },
  501481: {
    error: 'invalid_grant',
    status: 400,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  501491: { error: 'invalid_request', status: 400, text: 'Invalid size of Code_Challenge parameter.' },
  700005: {
    error: 'invalid_grant',
    status: 400,
    text: 'The provided Authorization Code is intended to use against other tenant, thus rejected.',
  },
  700016: {
    error: 'unauthorized_client',
    status: 400,
    text: "Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
  },
  700021: {
    error: 'invalid_client',
    status: 401,
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
  },
  700023: {
    error: 'invalid_client',
    status: 401,
    text: 'Client assertion audience claim does not match Realm issuer.',
  },
  700024: { error: 'invalid_client', status: 401, text: 'Client assertion is not within its valid time range.' },
  700025: {
    error: 'invalid_client',
    status: 401,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    error: 'invalid_client',
    status: 401,
    text: 'Client assertion failed signature validation. [Reason - {reason}]',
  },
  700211: {
    error: 'invalid_client',
    status: 401,
    text: "No matching federated identity record found for presented assertion issuer '{issuer}'.",
  },
  700212: {
    error: 'invalid_client',
    status: 401,
    text: "No matching federated identity record found for presented assertion audience '{audience}'.",
  },
  700213: {
    error: 'invalid_client',
    status: 401,
    text: "No matching federated identity record found for presented assertion subject '{subject}'.",
  },
  900023: {
    error: 'invalid_request',
    status: 400,
    text: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
  },
  900144: {
    error: 'invalid_request',
    status: 400,
    text: "The request must contain the following parameter: '{parameter}'.",
  },
  900561: {
    error: 'invalid_request',
    status: 400,
    text: 'The endpoint only accepts {accepted} requests. Received a {received} request.',
  },
  1002012: {
    error: 'invalid_scope',
    status: 400,
    text: 'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  7000112: { error: 'unauthorized_client', status: 400, text: "Application '{clientId}'({name}) is disabled." },
  7000215: {
    error: 'invalid_client',
    status: 401,
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{clientId}'.",
  },
  7000216: {
    error: 'invalid_client',
    status: 401,
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  },
  7000218: {
    error: 'invalid_client',
    status: 401,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: {
    error: 'invalid_client',
    status: 401,
    text: "The provided client secret keys for app '{clientId}' are expired.",
  },
  7000229: {
    error: 'invalid_client',
    status: 401,
    text: 'The client application {clientId} is missing service principal in the tenant {tenant}.',
  },
  9001023: {
    error: 'invalid_request',
    status: 400,
    text: 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
  },
  9002325: {
    error: 'invalid_request',
    status: 400,
    text: 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  },
} as const satisfies Record<number, AadstsError>;

export type AadstsNumber = keyof typeof aadstsErrors;
