import { ConfigError, readConfig } from '../../shared/config.ts';

const minimal = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  KEY_FILE: '/keys/data-key',
  PUBLIC_URL: 'https://service.example/',
  ENTRA_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  ENTRA_CLIENT_SECRET: 'secret',
};

function faults(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const identity = '22222222-3333-4444-8555-666666666666';

const ikey = 'InstrumentationKey=00000000-0000-4000-8000-000000000000';

describe('what wraps data keys', () => {
  const { KEY_FILE: _file, ...withoutKeys } = minimal;

  test('is a file, or a key of a vault without its version', () => {
    expect(readConfig(minimal)).toMatchObject({
      wrapping: { kind: 'file', path: '/keys/data-key' },
      dataKeys: { fresh: 3_600_000, stale: 8 * 3_600_000 },
    });
    const keyUrl = 'https://contoso-service.vault.azure.net/keys/data-keys';
    for (const WRAPPING_KEY_URL of [keyUrl, `${keyUrl}/`]) {
      expect(readConfig({ ...withoutKeys, WRAPPING_KEY_URL }).wrapping).toEqual({ kind: 'vault', keyUrl });
    }
  });

  test.each([
    'http://contoso-service.vault.azure.net/keys/data-keys',
    'https://contoso-service.vault.azure.net/secrets/data-keys',
    'https://contoso-service.vault.azure.net/keys',
    'https://contoso-service.vault.azure.net/keys/data-keys/0123456789abcdef0123456789abcdef',
    'https://user@contoso-service.vault.azure.net/keys/data-keys',
    'https://contoso-service.vault.azure.net/keys/data-keys?x',
  ])('is not %s', (WRAPPING_KEY_URL) => {
    expect(faults({ ...withoutKeys, WRAPPING_KEY_URL })[0]).toMatch(/^WRAPPING_KEY_URL: not https:/);
  });

  test('is one of the two', () => {
    const one = [expect.stringMatching(/^WRAPPING_KEY_URL or KEY_FILE: exactly one is needed/)];
    expect(faults(withoutKeys)).toEqual(one);
    expect(faults({ ...minimal, WRAPPING_KEY_URL: 'https://v.vault.azure.net/keys/k' })).toEqual(one);
  });
});

describe('where telemetry goes', () => {
  test('is nowhere unless a setting says so', () => {
    expect(readConfig({ ...minimal, OTEL_SERVICE_NAME: 'name' }).telemetry).toBeUndefined();
  });

  test('is a collector, Application Insights, or both', () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318/';
    const APPLICATIONINSIGHTS_CONNECTION_STRING = `${ikey};IngestionEndpoint=https://west.example/`;
    expect(readConfig({ ...minimal, OTEL_EXPORTER_OTLP_ENDPOINT }).telemetry).toEqual({
      otlpEndpoint: 'http://127.0.0.1:4318',
      applicationInsights: undefined,
      serviceName: 'key-vault-integration',
      checkSpansOneIn: 20,
    });
    const both = { ...minimal, OTEL_EXPORTER_OTLP_ENDPOINT, APPLICATIONINSIGHTS_CONNECTION_STRING };
    expect(readConfig({ ...both, OTEL_SERVICE_NAME: 'name', CHECK_SPANS_ONE_IN: '1' }).telemetry).toEqual({
      otlpEndpoint: 'http://127.0.0.1:4318',
      applicationInsights: { connectionString: APPLICATIONINSIGHTS_CONNECTION_STRING },
      serviceName: 'name',
      checkSpansOneIn: 1,
    });
  });

  test.each([
    ['Authorization=AAD', {}],
    [
      'ClientId=22222222-3333-4444-8555-666666666666;Authorization=AAD',
      { clientId: '22222222-3333-4444-8555-666666666666' },
    ],
  ])('is told by which identity: %s', (text, identity) => {
    const { telemetry } = readConfig({
      ...minimal,
      APPLICATIONINSIGHTS_CONNECTION_STRING: ikey,
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: text,
    });
    expect(telemetry?.applicationInsights).toEqual({ connectionString: ikey, identity });
  });

  test.each(['ClientId=22222222-3333-4444-8555-666666666666', 'Authorization=AAD;ClientId=me', 'AAD'])(
    'is told no identity by %s',
    (text) => {
      const found = faults({ ...minimal, APPLICATIONINSIGHTS_AUTHENTICATION_STRING: text });
      expect(found).toEqual([
        expect.stringMatching(/^APPLICATIONINSIGHTS_AUTHENTICATION_STRING: not Authorization=AAD/),
      ]);
    },
  );

  test('is refused with the name of its setting when it is no address', () => {
    const found = faults({
      ...minimal,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost',
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'x',
    });
    expect(found.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'APPLICATIONINSIGHTS_CONNECTION_STRING',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
    ]);
  });
});

describe('the credential of the app registration', () => {
  const { ENTRA_CLIENT_SECRET: _secret, ...none } = minimal;
  const credential = (change: Record<string, string>) => readConfig({ ...none, ...change }).credential;

  test('is a secret, a certificate, or a managed identity', () => {
    expect(credential({ ENTRA_CLIENT_SECRET: 'secret' })).toEqual({ kind: 'secret', secret: 'secret' });
    expect(credential({ ENTRA_CLIENT_CERTIFICATE_PATH: '/c.pem' })).toEqual({ kind: 'certificate', path: '/c.pem' });
    expect(credential({ ENTRA_MANAGED_IDENTITY_CLIENT_ID: identity })).toEqual({
      kind: 'managed-identity',
      clientId: identity,
      audience: 'api://AzureADTokenExchange',
    });
  });

  test.each([
    ['usgov', 'api://AzureADTokenExchangeUSGov'],
    ['china', 'api://AzureADTokenExchangeChina'],
  ])('in the cloud %s, a managed identity asserts for %s', (AZURE_CLOUD, audience) => {
    expect(credential({ ENTRA_MANAGED_IDENTITY_CLIENT_ID: identity, AZURE_CLOUD })).toMatchObject({ audience });
  });
});

describe('the storage account', () => {
  const { AzureWebJobsStorage: _storage, ...none } = minimal;
  const byIdentity = {
    ...none,
    AzureWebJobsStorage__accountName: 'contosovaults',
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: identity,
  };

  test('is reached with a connection string', () => {
    expect(readConfig(minimal).storage).toEqual({ connectionString: 'UseDevelopmentStorage=true' });
  });

  test('is reached by identity, as the platform reads the settings', () => {
    const config = readConfig(byIdentity);
    expect(config.storage).toEqual({
      endpoints: {
        blob: 'https://contosovaults.blob.core.windows.net',
        queue: 'https://contosovaults.queue.core.windows.net',
        table: 'https://contosovaults.table.core.windows.net',
      },
    });
    expect(config.identity).toEqual({ kind: 'managed-identity', clientId: identity });
  });

  test('may have its own addresses, with TLS', () => {
    const AzureWebJobsStorage__tableServiceUri = 'https://tables.cloud.example/account/';
    expect(readConfig({ ...byIdentity, AzureWebJobsStorage__tableServiceUri }).storage).toMatchObject({
      endpoints: {
        blob: 'https://contosovaults.blob.core.windows.net',
        table: 'https://tables.cloud.example/account',
      },
    });
    expect(faults({ ...byIdentity, AzureWebJobsStorage__tableServiceUri: 'http://tables.example' })).toHaveLength(1);
  });

  test('is reached as the operator who is signed in to the Azure CLI, where a setting says so', () => {
    const SERVICE_IDENTITY = 'azure-cli';
    expect(readConfig({ ...byIdentity, SERVICE_IDENTITY }).identity).toEqual({ kind: 'azure-cli' });
    expect(readConfig({ ...byIdentity, AzureWebJobsStorage__credential: '', SERVICE_IDENTITY }).storage).toHaveProperty(
      'endpoints',
    );
  });

  test('the identity is the same without such storage', () => {
    expect(readConfig(minimal).identity).toEqual({ kind: 'managed-identity' });
    const SERVICE_IDENTITY_CLIENT_ID = identity;
    expect(readConfig({ ...minimal, SERVICE_IDENTITY_CLIENT_ID }).identity).toHaveProperty('clientId', identity);
  });

  test.each([
    ['neither way', { ...none }, /^AzureWebJobsStorage: missing/],
    ['both ways', { ...byIdentity, ...minimal }, /^AzureWebJobsStorage and .* not both/],
    ['an account without an identity', { ...byIdentity, AzureWebJobsStorage__credential: '' }, /__credential: needed/],
    ['another kind of credential', { ...byIdentity, AzureWebJobsStorage__credential: 'key' }, /__credential: /],
    [
      'some of the addresses',
      {
        ...byIdentity,
        AzureWebJobsStorage__accountName: '',
        AzureWebJobsStorage__blobServiceUri: 'https://blobs.cloud.example',
        AzureWebJobsStorage__tableServiceUri: 'https://tables.cloud.example',
      },
      /__queueServiceUri: needed/,
    ],
    ['two identities', { ...byIdentity, SERVICE_IDENTITY_CLIENT_ID: minimal.ENTRA_CLIENT_ID }, /one identity/],
    ['an identity that is a name', { ...byIdentity, AzureWebJobsStorage__clientId: 'ours' }, /__clientId: /],
  ])('%s: refused', (_case, environment, fault) => {
    expect(faults(environment)).toEqual([expect.stringMatching(fault)]);
  });
});

describe('configuration', () => {
  test('knows the three clouds', () => {
    const cloud = (AZURE_CLOUD: string) => readConfig({ ...minimal, AZURE_CLOUD }).azure;
    expect(cloud('public')).toMatchObject({
      authorityHost: 'https://login.microsoftonline.com',
      vaultSuffix: 'vault.azure.net',
      vaultScope: 'https://vault.azure.net/.default',
      instanceDiscovery: true,
    });
    expect(cloud('usgov').vaultScope).toBe('https://vault.usgovcloudapi.net/.default');
    expect(cloud('china').authorityHost).toBe('https://login.partner.microsoftonline.cn');
  });

  test('takes any other cloud by its addresses and does not let msal ask Microsoft about it', () => {
    const { azure } = readConfig({
      ...minimal,
      AZURE_CLOUD: 'custom',
      AZURE_AUTHORITY_HOST: 'https://login.cloud.example',
      AZURE_KEY_VAULT_SUFFIX: 'vault.cloud.example',
      AZURE_KEY_VAULT_SCOPE: 'https://vault.cloud.example/.default',
    });
    expect(azure).toMatchObject({ authorityHost: 'https://login.cloud.example', instanceDiscovery: false });
  });

  test('reports all faults together, each with its setting', () => {
    const found = faults({ ...minimal, PUBLIC_URL: 'not an address', ENTRA_CLIENT_ID: '7', KEY_FILE: '' });
    expect(found.map((fault) => fault.split(':')[0])).toEqual([
      'WRAPPING_KEY_URL or KEY_FILE',
      'PUBLIC_URL',
      'ENTRA_CLIENT_ID',
    ]);
  });

  test('reports what single settings lack beside what they lack together', () => {
    const found = faults({ ...minimal, PUBLIC_URL: '', ENTRA_CLIENT_SECRET: '', JWT_ISSUER: 'https://issuer.example' });
    expect(found.map((fault) => fault.split(':')[0])).toEqual([
      'PUBLIC_URL',
      'ENTRA_MANAGED_IDENTITY_CLIENT_ID, ENTRA_CLIENT_CERTIFICATE_PATH, ENTRA_CLIENT_SECRET',
      'JWT_ISSUER and JWT_AUDIENCE',
    ]);
  });

  test('says of a fault what the setting is for, with an example, and never what it holds', () => {
    const [missing, invalid, ...more] = faults({ ...minimal, PUBLIC_URL: '', ENTRA_CLIENT_ID: 'pasted-secret' });
    expect(missing).toMatch(/^PUBLIC_URL: missing\. .* Example: https:\/\/.*$/);
    expect(invalid).toMatch(/^ENTRA_CLIENT_ID: not a GUID\. Application .* Example: 11111111-/);
    expect(invalid).not.toContain('pasted-secret');
    expect(more).toEqual([]);
  });

  test('names the variable that was meant to be a missing setting', () => {
    expect(faults({ ...minimal, PUBLIC_URL: '', PUBLICURL: 'https://service.example' })[0]).toMatch(
      /^PUBLIC_URL: missing \(there is PUBLICURL, which is not a setting\)/,
    );
  });

  test.each([
    '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)',
    '@Microsoft.AppConfiguration(Key=k)',
  ])('refuses the reference %s that the platform could not read', (ENTRA_CLIENT_SECRET) => {
    expect(faults({ ...minimal, ENTRA_CLIENT_SECRET })).toEqual([
      expect.stringMatching(/^ENTRA_CLIENT_SECRET: the platform could not read what it refers to/),
    ]);
  });

  test.each([
    ['no credential', { ENTRA_CLIENT_SECRET: '' }, 'ENTRA_CLIENT_SECRET: exactly one of them'],
    ['two credentials', { ENTRA_CLIENT_CERTIFICATE_PATH: '/cert.pem' }, 'ENTRA_CLIENT_SECRET: exactly one of them'],
    ['two others', { ENTRA_MANAGED_IDENTITY_CLIENT_ID: identity }, 'ENTRA_CLIENT_SECRET: exactly one of them'],
    ['a custom cloud without addresses', { AZURE_CLOUD: 'custom' }, 'AZURE_AUTHORITY_HOST'],
    ['an issuer without audience', { JWT_ISSUER: 'https://issuer.example' }, 'JWT_ISSUER and JWT_AUDIENCE'],
    ['a portal without an issuer', { PORTAL_CLIENT_ID: 'portal' }, 'PORTAL_CLIENT_ID'],
    [
      'a return address that is none',
      { CONSENT_RETURN_URLS: 'javascript:alert(1)' },
      'CONSENT_RETURN_URLS: entry 1 is not',
    ],
    ['pages that may call', { API_ALLOWED_ORIGINS: 'https://a.example, https://b.example/portal/' }, 'entry 2 is not'],
    ['any page may call', { API_ALLOWED_ORIGINS: '*' }, 'API_ALLOWED_ORIGINS: entry 1 is not'],
    ['a schedule that is none', { CHECK_SCHEDULE: 'every day' }, 'CHECK_SCHEDULE: not a schedule'],
    ['a schedule of five fields', { CHECK_SCHEDULE: '*/15 * * * *' }, 'CHECK_SCHEDULE'],
    ['a schedule that never comes due', { CHECK_SCHEDULE: '0 0 0 30 2 *' }, 'CHECK_SCHEDULE'],
    ['a schedule of every second', { CHECK_SCHEDULE: '* * * * * *' }, 'CHECK_SCHEDULE'],
    [
      'an outbound address that is a name',
      { OUTBOUND_IP_ADDRESSES: '20.1.2.3, host' },
      'OUTBOUND_IP_ADDRESSES: entry 2 is not',
    ],
    ['a role that is no id', { CONSENT_REQUIRED_ROLES: 'Global Administrator' }, 'CONSENT_REQUIRED_ROLES'],
    ['a time before expiry that is none', { EXPIRY_NOTICE_DAYS: 'a month' }, 'EXPIRY_NOTICE_DAYS'],
    ['no time before expiry', { EXPIRY_NOTICE_DAYS: '0' }, 'EXPIRY_NOTICE_DAYS'],
    [
      'a host for webhooks that is an address',
      { WEBHOOK_ALLOWED_HOSTS: 'https://a.example' },
      'WEBHOOK_ALLOWED_HOSTS: entry 1 is not',
    ],
    [
      'a wildcard for webhooks',
      { WEBHOOK_ALLOWED_HOSTS: 'a.example,*.example' },
      'WEBHOOK_ALLOWED_HOSTS: entry 2 is not',
    ],
    [
      'a port for webhooks that is none',
      { WEBHOOK_ALLOWED_PORTS: '443,https' },
      'WEBHOOK_ALLOWED_PORTS: entry 2 is not',
    ],
  ])('refuses %s', (_case, change, setting) => {
    expect(faults({ ...minimal, ...change } as Record<string, string>).join('\n')).toContain(setting);
  });

  test('knows pages of other origins as browsers name them', () => {
    expect(readConfig(minimal).allowedOrigins).toEqual([]);
    const API_ALLOWED_ORIGINS = 'https://Portal.example:443/, http://127.0.0.1:5173';
    const { allowedOrigins } = readConfig({ ...minimal, API_ALLOWED_ORIGINS });
    expect(allowedOrigins).toEqual(['https://portal.example', 'http://127.0.0.1:5173']);
  });

  test('asks for administrators unless told otherwise', () => {
    expect(readConfig(minimal).consent.requiredRoles).toHaveLength(4);
    expect(readConfig({ ...minimal, CONSENT_REQUIRED_ROLES: 'anyone' }).consent.requiredRoles).toBe('anyone');
  });

  test("lets browsers come back to the app's own portal after a consent, and where the settings say", () => {
    const settings = { ...minimal, CONSENT_RETURN_URLS: 'https://portal.example/vaults/' };
    const { publicUrl, consent } = readConfig(settings);
    expect(consent.returnUrls).toEqual([`${publicUrl}/portal/`, 'https://portal.example/vaults/']);
  });

  test('has people sign in to the portal at the issuer of the API, once the portal is registered there', () => {
    const issuer = { ...minimal, JWT_ISSUER: 'https://issuer.example', JWT_AUDIENCE: 'api' };
    expect(readConfig(issuer).portalSignIn).toBeUndefined();
    const portal = { ...issuer, PORTAL_CLIENT_ID: 'portal' };
    const { portalSignIn } = readConfig(portal);
    expect(portalSignIn).toEqual({
      issuer: 'https://issuer.example',
      clientId: 'portal',
      scope: 'openid profile offline_access api/.default',
    });
    expect(readConfig({ ...portal, PORTAL_SCOPE: 'openid read' }).portalSignIn?.scope).toBe('openid read');
  });

  test('lets webhooks reach the Internet alone, at port 443, unless told otherwise', () => {
    expect(readConfig(minimal)).toMatchObject({ receivers: { ports: [443], hosts: [] }, expiry: { noticeDays: 30 } });
    const more = { WEBHOOK_ALLOWED_HOSTS: 'Hooks.Internal:8443, 10.0.0.7', WEBHOOK_ALLOWED_PORTS: '443, 8443' };
    expect(readConfig({ ...minimal, ...more, EXPIRY_NOTICE_DAYS: '7' })).toMatchObject({
      receivers: { ports: [443, 8443], hosts: ['hooks.internal:8443', '10.0.0.7'] },
      expiry: { noticeDays: 7 },
    });
  });

  test('has vaults tested every quarter of an hour unless told otherwise', () => {
    expect(readConfig(minimal).checkSchedule.text).toBe('0 */15 * * * *');
    expect(readConfig({ ...minimal, CHECK_SCHEDULE: '0 0 3 * * *' }).checkSchedule.text).toBe('0 0 3 * * *');
    const { outboundAddresses } = readConfig({ ...minimal, OUTBOUND_IP_ADDRESSES: '20.1.2.3, 20.1.4.0/24' }).azure;
    expect(outboundAddresses).toEqual(['20.1.2.3', '20.1.4.0/24']);
  });

  test('takes blank settings for absent ones', () => {
    expect(readConfig({ ...minimal, EXPIRY_NOTICE_DAYS: ' ' }).expiry.noticeDays).toBe(30);
  });
});
