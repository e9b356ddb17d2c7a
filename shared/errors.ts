/**
 * Every error that the service answers with: its stable code (the public API), HTTP status, title for a person,
 * and what to do next. The sentence about the present case is the error's `detail`.
 */
export const problems = {
  'request.not-json': [400, 'The body is not valid JSON', 'Send a JSON object with Content-Type: application/json.'],
  'request.invalid': [400, 'The request is not valid', 'Correct the fields named in `errors` and send it again.'],
  'request.too-large': [413, 'The body is too large', 'Send at most 1 MB.'],
  'request.media-type': [415, 'The body has another media type', 'Send application/json.'],
  'request.reference': [
    400,
    'A reference does not point at an object of this organization',
    'Use the `url` of an object that this service listed.',
  ],
  'route.not-found': [404, 'No such address', 'See /api/v1/docs for the addresses that exist.'],
  'object.not-found': [404, 'No such object', 'List the collection to see what there is.'],
  'object.exists': [
    409,
    'An object of this name exists already',
    'Choose another name, or change the one that exists.',
  ],
  'object.in-use': [409, 'The object is in use', 'Remove what uses it first.'],
  'object.changed': [412, 'The object has changed since it was read', 'Read it again and repeat the change.'],
  'idempotency.other-request': [
    422,
    'The Idempotency-Key belongs to another request',
    'Send every new request with a new key, and only its repetition with the same.',
  ],
  'idempotency.in-flight': [
    409,
    'A request with this Idempotency-Key is being carried out',
    'Wait for the seconds in Retry-After and send it again.',
  ],
  'idempotency.reply-lost': [
    409,
    'The request was carried out, and its answer was too long to keep',
    'Read the object that it made.',
  ],
  'auth.missing': [401, 'No credentials', 'Send `Authorization: Api-Key <key>` or `Authorization: Bearer <token>`.'],
  'auth.invalid': [401, 'The credentials are not valid', 'Use an API key that is not revoked, or sign in again.'],
  'auth.unavailable': [503, "The token issuer's keys cannot be fetched", 'Try again in a minute.'],
  'auth.forbidden': [403, 'The role does not allow this', 'Ask an owner of the organization for a higher role.'],
  'rate.limited': [429, 'Too many requests', 'Wait for the seconds in Retry-After.'],
  'limit.integrations': [
    403,
    'The organization has as many integrations as it may',
    'Delete one that is not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.actions': [
    403,
    'The organization has as many imports and pushes as it may',
    'Delete some that are not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.projects': [
    403,
    'The organization has as many projects as it may',
    'Delete one that is not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.environments': [
    403,
    'The organization has as many environments as it may',
    'Delete one that is not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.parameters': [
    403,
    'The organization has as many parameters as it may',
    'Delete some that are not needed, or ask the operator of the service for a higher limit.',
  ],
  'limit.keys': [403, 'The service account has as many keys as it may', 'Revoke one that is not used any more.'],
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
  'vault.name': [
    400,
    'This is no vault name',
    'A vault name has 3 to 24 letters, digits and hyphens, begins with a letter, ends with a letter or digit, without two hyphens in a row.',
  ],
  'consent.missing': [
    409,
    "The application is not in the vault's tenant",
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'tenant.not-found': [
    409,
    'The tenant does not exist',
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.not-found': [
    409,
    'The vault does not exist',
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.wrong-tenant': [
    409,
    'The vault belongs to another tenant',
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.forbidden-by-rbac': [
    409,
    'A role assignment is missing',
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.forbidden-by-access-policy': [
    409,
    'An access policy is missing',
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.forbidden-by-firewall': [
    409,
    "The vault's firewall does not let the service pass",
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.forbidden-by-connection': [
    409,
    'The vault can be reached by private link only',
    'Test the integration (refresh_status=true): its `remedy` says what to do.',
  ],
  'vault.forbidden-by-governance-policy': [
    409,
    'A policy of Azure forbids it',
    'Ask who is responsible for the policies of the subscription.',
  ],
  'vault.rejected': [409, 'The vault does not accept the request', 'Pass the trace id on to support.'],
  'vault.throttled': [503, 'The vault answers too many requests at present', 'Try again in a minute.'],
  'vault.unavailable': [503, 'The vault is not available at present', 'Try again in a minute.'],
  'network.unreachable': [503, 'The vault or Entra cannot be reached', 'Try again in a minute.'],
  'secret.not-found': [404, 'There is no such secret in the vault', 'Look at what the vault holds.'],
  'secret.disabled': [409, 'The secret is disabled', 'Enable it in the vault.'],
  'secret.deleted': [409, 'The secret is deleted', 'Recover it in the vault.'],
  'secret.being-deleted': [409, 'The secret is being deleted', 'Try again in a minute.'],
  'integration.exists': [409, 'The vault is connected already', 'Use the integration that exists.'],
  'integration.in-use': [
    409,
    'Values read from the integration',
    'Say in_use=leave or in_use=remove, or change those values first.',
  ],
  'integration.not-writable': [403, 'The integration is not writable', 'Set `writable` to true to allow pushes.'],
  'pattern.invalid': [
    400,
    'The pattern is not valid',
    'Use {{ environment }}, {{ project }} and {{ parameter }}, or named groups of these names.',
  ],
  'pattern.missing-variable': [
    400,
    'The pattern does not tell everything apart',
    'Add the variable that `detail` names.',
  ],
  'action.mapped': [403, 'The mapped pull is made by the service', 'Delete the integration to remove it.'],
  'action.nothing-included': [400, 'The push includes nothing', 'Set include_parameters or include_secrets.'],
  'action.coerce': [400, 'A vault holds only secrets', 'Set coerce_parameters to push parameters that are not secret.'],
  'task.not-plan': [409, 'The task is not a finished dry run', 'Apply a dry run that succeeded.'],
  'task.finished': [409, 'The run is over already', 'Start another one.'],
  'task.nothing-failed': [409, 'Nothing failed in this run, or it is not over yet', 'Run the action as a whole.'],
  'push.confirm-deletes': [
    409,
    'The push would delete many of its secrets',
    'Look at what would be deleted, and send `confirm_deletes: true`.',
  ],
  'value.type': [400, 'The value does not fit the type of the parameter', 'Send a value of that type.'],
  'value.not-kept': [
    410,
    'Old values of that time are not kept any more',
    'Choose a later time, or use a tag: what a tag stands for is kept.',
  ],
  'value.rule': [
    400,
    'The value breaks a rule of the parameter or its type',
    'Send a value within the limits that `detail` names.',
  ],
  'rule.violated': [
    409,
    'Values that are set already break the rule',
    'Change the values that `detail` names, or choose a wider limit.',
  ],
  'type.built-in': [409, 'The built-in types stay as they are', 'Make a type of your own over it.'],
  'type.cycle': [400, 'Types may not rest on each other in a circle', 'Choose another parent.'],
  'environment.default': [409, 'The default environment stays', 'Choose another environment.'],
  'environment.has-children': [409, 'The environment has children', 'Delete its children first.'],
  'environment.parent': [
    400,
    'The parent of an environment does not change',
    'Create a new environment under that parent.',
  ],
  'project.has-dependents': [409, 'Other projects depend on this one', 'Change or delete them first.'],
  'project.cycle': [400, 'Projects may not depend on each other in a circle', 'Choose another project in depends_on.'],
  'project.parameter-name': [
    400,
    "The name does not fit the project's pattern",
    'Choose a name that fits parameter_name_pattern.',
  ],
  'parameter.not-exportable': [
    422,
    'The format cannot hold a value',
    'Ask for another format, or leave the parameters out that `detail` names.',
  ],
  'parameter.not-secret': [
    409,
    'The parameter is not a secret',
    'Use another name: whether a parameter is a secret is fixed when it is created.',
  ],
  'tag.immutable': [409, 'The tag refuses changes', 'Make another tag.'],
  'parameter.too-many-values': [
    409,
    'The parameter has too many values to be renamed',
    'Make a parameter of the new name, set its values, and delete this one.',
  ],
  'webhook.address': [
    400,
    'Nothing can be sent to this address',
    'Give an https address on the Internet, without user and password, at the port that `detail` names, if any.',
  ],
  'webhook.too-many': [409, 'There are too many webhooks', 'Delete one that is not needed.'],
  'request.page': [404, 'There is no such page', 'Begin with the first page and follow `next`.'],
  'feature.not-available': [
    501,
    'This part of the API is not available yet',
    'Leave the field out, or do without this address.',
  ],
  'storage.newer-version': [
    503,
    'What is stored was written by a newer version of the service',
    'Try again in a minute: the older version is about to go.',
  ],
  'storage.unavailable': [503, 'The storage cannot be reached', 'Try again in a minute.'],
  'cipher.unreadable': [500, 'A stored value cannot be decrypted', 'Pass the code on to support.'],
  'cipher.key-unavailable': [
    503,
    'Secret values cannot be read or written at present',
    'Try again in a minute; if it stays, the operator has to look at the key that protects the values, and has been told.',
  ],
  internal: [500, 'Something went wrong on our side', 'Try again; if it stays, pass the trace id on to support.'],
} as const satisfies Record<string, readonly [status: number, title: string, next: string]>;

export type ProblemCode = keyof typeof problems;

/** One failing field: where it is (`body.vault_name`, `query.page`) and what is wrong with it. */
export interface FieldError {
  field: string;
  code: string;
  detail: string;
}

/** An expected failure with a stable code; becomes an RFC 9457 problem at the edge. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ProblemCode;
  /** One sentence about this case; never holds a secret. */
  readonly detail: string;
  readonly fields: readonly FieldError[];
  /** Seconds, for Retry-After. */
  readonly retryAfter?: number;

  constructor(
    code: ProblemCode,
    detail?: string,
    options: { fields?: readonly FieldError[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    const sentence = detail ?? `${problems[code][1]}.`;
    super(sentence, { cause: options.cause });
    this.code = code;
    this.detail = sentence;
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return problems[this.code][0];
  }

  get title(): string {
    return problems[this.code][1];
  }

  /** What the person should do next. */
  get next(): string {
    return problems[this.code][2];
  }
}

export function notFound(what: string): ServiceError {
  return new ServiceError('object.not-found', `There is no such ${what} in this organization.`);
}
