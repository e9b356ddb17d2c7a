import type { Application, Desired, FederatedCredential, OptionalClaims, PresentApplication } from './application.ts';

export type Change =
  | { kind: 'create'; application: Application }
  | { kind: 'update'; property: string; present: unknown; desired: unknown; patch: Partial<Application> }
  | { kind: 'add-credential'; credential: FederatedCredential }
  | { kind: 'update-credential'; id: string; name: string; present: string[]; desired: string[] };

/**
 * What has to be done so that the application is as the service needs it. Claims that others have added stay; redirect
 * addresses that nobody asks for go, since whoever gets hold of one gets the codes of sign-ins.
 */
export function planChanges(present: PresentApplication | undefined, desired: Desired): Change[] {
  const credential = desired.federatedCredential;
  if (present === undefined) {
    const create: Change = { kind: 'create', application: newApplication(desired) };
    return credential === undefined ? [create] : [create, { kind: 'add-credential', credential }];
  }
  return [...planProperties(present, desired), ...planCredential(present, credential)];
}

function newApplication({ displayName, redirectUris }: Desired): Application {
  return {
    displayName,
    ...required,
    optionalClaims: withAcct(undefined),
    ...(redirectUris === undefined ? {} : { web: { redirectUris } }),
  };
}

const required = {
  // Work and school accounts of any tenant, no personal accounts.
  signInAudience: 'AzureADMultipleOrgs',
  // Puts directory roles into `wids`, by which the service tells an administrator.
  groupMembershipClaims: 'DirectoryRole',
  // What the app may do in a vault is granted on that vault; signing in needs nothing here.
  requiredResourceAccess: [],
} satisfies Partial<Application>;

function planProperties(present: PresentApplication, { displayName, redirectUris }: Desired): Change[] {
  const changes: Change[] = [];
  const expect = (property: string, is: unknown, desired: unknown, patch: Partial<Application>) => {
    if (!same(is, desired)) changes.push({ kind: 'update', property, present: is, desired, patch });
  };
  expect('displayName', present.displayName, displayName, { displayName });
  for (const property of ['signInAudience', 'groupMembershipClaims', 'requiredResourceAccess'] as const) {
    const desired = required[property];
    expect(property, present[property] ?? (Array.isArray(desired) ? [] : null), desired, { [property]: desired });
  }
  const claims = present.optionalClaims ?? undefined;
  const idToken = claims?.idToken ?? [];
  if (!idToken.some(({ name }) => name === 'acct')) {
    const optionalClaims = withAcct(claims);
    expect('optionalClaims.idToken', idToken, optionalClaims.idToken, { optionalClaims });
  }
  if (redirectUris !== undefined) {
    const uris = present.web?.redirectUris ?? [];
    expect('web.redirectUris', uris.toSorted(), redirectUris.toSorted(), { web: { redirectUris } });
  }
  return changes;
}

/** `acct` tells members of a tenant from guests. https://learn.microsoft.com/entra/identity-platform/optional-claims-reference */
function withAcct(claims: OptionalClaims | undefined): Required<OptionalClaims> {
  const { idToken = [], accessToken = [], saml2Token = [] } = claims ?? {};
  return { idToken: [...idToken, { name: 'acct', essential: false }], accessToken, saml2Token };
}

function planCredential(present: PresentApplication, credential: FederatedCredential | undefined): Change[] {
  if (credential === undefined) return [];
  const { issuer, subject, audiences } = credential;
  const own = present.federatedCredentials.find((each) => each.issuer === issuer && each.subject === subject);
  if (own === undefined) return [{ kind: 'add-credential', credential }];
  if (same(own.audiences, audiences)) return [];
  return [{ kind: 'update-credential', id: own.id, name: own.name, present: own.audiences, desired: audiences }];
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
