import type { PresentApplication } from '../../../infra/app-registration/application.ts';
import { desiredApplication } from '../../../infra/app-registration/desired-application.ts';
import { planChanges } from '../../../infra/app-registration/plan-changes.ts';

const signedIn = { cloud: 'AzureCloud', tenantId: 'tenant' };
const options = {
  displayName: 'App',
  publicUrls: ['https://one.example', 'https://two.example/'],
  managedIdentity: 'me',
};
const desired = desiredApplication(options, signedIn);

const complete: PresentApplication = {
  id: 'object',
  appId: 'client',
  displayName: 'App',
  signInAudience: 'AzureADMultipleOrgs',
  groupMembershipClaims: 'DirectoryRole',
  optionalClaims: { idToken: [{ name: 'acct' }] },
  requiredResourceAccess: [],
  web: { redirectUris: desired.redirectUris?.toReversed() },
  federatedCredentials: [
    {
      id: 'credential',
      name: 'by whatever name',
      issuer: 'https://login.microsoftonline.com/tenant/v2.0',
      subject: 'me',
      audiences: ['api://AzureADTokenExchange'],
    },
  ],
};

test('an application that is as it should be has no change, whatever the order of its addresses', () => {
  expect(planChanges(complete, desired)).toEqual([]);
});

test.each<[string, Partial<PresentApplication>, object]>([
  ['displayName', { displayName: 'Old' }, { displayName: 'App' }],
  ['signInAudience', { signInAudience: undefined }, { signInAudience: 'AzureADMultipleOrgs' }],
  ['groupMembershipClaims', { groupMembershipClaims: 'All' }, { groupMembershipClaims: 'DirectoryRole' }],
  ['requiredResourceAccess', { requiredResourceAccess: [{ resourceAppId: 'x' }] }, { requiredResourceAccess: [] }],
  ['web.redirectUris', { web: {} }, { web: { redirectUris: desired.redirectUris } }],
  [
    'optionalClaims.idToken',
    { optionalClaims: null },
    { optionalClaims: { idToken: [{ name: 'acct', essential: false }], accessToken: [], saml2Token: [] } },
  ],
])('%s is put right, and nothing else', (property, drift, patch) => {
  expect(planChanges({ ...complete, ...drift }, desired)).toEqual([
    expect.objectContaining({ kind: 'update', property, patch }),
  ]);
});

test.each([
  ['AzureUSGovernment', 'https://login.microsoftonline.us', 'api://AzureADTokenExchangeUSGov'],
  ['AzureChinaCloud', 'https://login.partner.microsoftonline.cn', 'api://AzureADTokenExchangeChina'],
])('the identity is trusted for the audience of its cloud: %s', (cloud, authority, audience) => {
  const { federatedCredential } = desiredApplication(options, { ...signedIn, cloud });
  expect(federatedCredential).toMatchObject({ issuer: `${authority}/tenant/v2.0`, audiences: [audience] });
});

test('a cloud that nobody knows gets no identity', () => {
  expect(() => desiredApplication(options, { ...signedIn, cloud: 'AzureStack' })).toThrow('AzureStack');
});
