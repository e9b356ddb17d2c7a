import { bicep, bicepFiles, readText } from './infra-files.ts';
import type { BicepResource } from './read-bicep.ts';

/** Built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const builtInRoles: Record<string, string> = {
  'Key Vault Crypto Service Encryption User': 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb',
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
};

const all = Object.values(bicepFiles);
const resources = all.flatMap((file) => file.resources.map((resource) => ({ ...resource, file })));

function only(type: string): BicepResource {
  const found = resources.filter((resource) => resource.type === type && !resource.existing);
  expect(found).toHaveLength(1);
  return found[0] as BicepResource;
}

const assignments = resources.filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments');

/** Who is given which roles on what. */
function granted({ body, each, file }: (typeof assignments)[number]) {
  const { principalId, roleDefinitionId } = body.properties as { principalId: string; roleDefinitionId: string };
  const [, list] = /^items\((\w+)\)$/.exec(each ?? '') ?? [];
  if (list !== undefined) return { who: principalId, on: body.scope, roles: Object.keys(file.variables[list] ?? {}) };
  const id = roleDefinitionId === '=roleId' ? String(file.variables.roleId) : roleDefinitionId;
  return { who: principalId, on: body.scope, roles: [...id.matchAll(/roles\['([^']+)'\]/g)].map(([, name]) => name) };
}

test('roles are called what they are', () => {
  const roles = all.flatMap(({ variables }) =>
    [variables.roles, variables.operatorRoles].flatMap((list) => Object.entries(list ?? {})),
  );
  expect(roles.length).toBeGreaterThan(0);
  for (const [name, id] of roles) expect({ [name]: id }).toEqual({ [name]: builtInRoles[name] });
  // No assignment names a role by its id alone.
  const ids = all.flatMap((file) => JSON.stringify(file.resources).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
  expect(ids.filter((id) => id !== null)).toEqual([]);
});

test('the app has these roles and no other', () => {
  const own = assignments.map(granted).filter(({ who }) => who === '=identityPrincipalId');
  expect(own.map(({ on, roles }) => [on, ...roles]).sort()).toEqual([
    ['=account', 'Storage Blob Data Owner', 'Storage Queue Data Contributor', 'Storage Table Data Contributor'],
    ['=component', 'Monitoring Metrics Publisher'],
    ['=wrappingKey', 'Key Vault Crypto Service Encryption User'],
  ]);
});

test('whoever administers has the data of storage and the wrapping key, where somebody is named', () => {
  const others = assignments.filter((each) => granted(each).who !== '=identityPrincipalId');
  expect(others.map(granted).map(({ who, on, roles }) => [who, on, ...roles])).toEqual([
    [
      ...['=operatorPrincipalId', '=account'],
      ...['Storage Blob Data Contributor', 'Storage Queue Data Contributor', 'Storage Table Data Contributor'],
    ],
    ['=operatorPrincipalId', '=wrappingKey', 'Key Vault Crypto Service Encryption User'],
  ]);
  for (const path of ['infra/modules/storage.bicep', 'infra/modules/vault.bicep']) {
    expect(readText(path)).toMatch(/resource administrationRoles? .*if \(!empty\(operatorPrincipalId\)\) \{/);
  }
});

test('storage takes no key, shows nothing to everybody and speaks TLS 1.2 or newer', () => {
  expect(only('Microsoft.Storage/storageAccounts').body.properties).toMatchObject({
    allowSharedKeyAccess: false,
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    defaultToOAuthAuthentication: true,
    minimumTlsVersion: 'TLS1_2',
    supportsHttpsTrafficOnly: true,
  });
});

test('the vault goes by roles and cannot be purged; its key wraps, and is rotated', () => {
  expect(only('Microsoft.KeyVault/vaults').body.properties).toMatchObject({
    enableRbacAuthorization: true,
    enablePurgeProtection: true,
    enableSoftDelete: true,
  });
  const { properties } = only('Microsoft.KeyVault/vaults/keys').body;
  expect(properties).toMatchObject({ kty: 'RSA', keySize: 3072, keyOps: ['wrapKey', 'unwrapKey'] });
  expect(properties).toMatchObject({ rotationPolicy: { lifetimeActions: [{ action: { type: 'rotate' } }] } });
});

test.each(['Microsoft.Storage/storageAccounts', 'Microsoft.KeyVault/vaults'])(
  'in a private network %s is closed but for the addresses of operators',
  (type) => {
    expect(only(type).body.properties).toMatchObject({
      publicNetworkAccess: "=privateNetwork && empty(operatorAddresses) ? 'Disabled' : 'Enabled'",
      networkAcls: { defaultAction: "=privateNetwork ? 'Deny' : 'Allow'" },
    });
  },
);

test('a private network has an endpoint for each service that is used, and looks others up on the Internet', () => {
  const endpoints = bicep('infra/modules/private-endpoints.bicep').variables.endpoints as { group: string }[];
  expect(endpoints.map(({ group }) => group)).toEqual(['blob', 'queue', 'table', 'vault']);
  const links = only('Microsoft.Network/privateDnsZones/virtualNetworkLinks').body.properties;
  expect(links).toMatchObject({ resolutionPolicy: 'NxDomainRedirect' });
});

test('logs and metrics are taken from identities only', () => {
  expect(only('Microsoft.Insights/components').body.properties).toMatchObject({ DisableLocalAuth: true });
  expect(only('Microsoft.OperationalInsights/workspaces').body.properties).toMatchObject({
    features: { disableLocalAuth: true },
  });
});

test('the app is deployed and reached without passwords, over TLS', () => {
  const { identity, properties } = only('Microsoft.Web/sites').body;
  expect(identity).toMatchObject({ type: 'UserAssigned' });
  expect(properties).toMatchObject({
    httpsOnly: true,
    siteConfig: { minTlsVersion: '1.2' },
    functionAppConfig: { deployment: { storage: { authentication: { type: 'UserAssignedIdentity' } } } },
  });
  const passwords = resources.filter(({ type }) => type === 'Microsoft.Web/sites/basicPublishingCredentialsPolicies');
  expect(passwords.map(({ body }) => [body.name, body.properties])).toEqual([
    ['scm', { allow: false }],
    ['ftp', { allow: false }],
  ]);
});

test('no secret is in a parameter, a setting or an output', () => {
  for (const file of all) {
    // Functions that read keys: listKeys, listAccountSas, getSecret …
    for (const name of file.called) expect(name).not.toMatch(/^(list[A-Z]|getSecret)/);
    for (const [name, { decorators }] of Object.entries(file.parameters)) {
      expect(name).not.toMatch(/secret|password|connectionString|accountKey/i);
      expect(decorators).not.toContain('@secure()');
    }
    expect(JSON.stringify(file.outputs)).not.toMatch(/connectionString|instrumentationKey|listKeys/i);
  }
  const variables = JSON.stringify(all.map(({ variables }) => variables));
  expect(variables).not.toMatch(/AccountKey=|SharedAccess|ENTRA_CLIENT_SECRET|@Microsoft\.KeyVault/);
});
