import { unknownSettings } from '../../shared/config/unknown-settings.ts';

test.each([
  ['a letter too few', 'PUBLIC_UR', 'PUBLIC_URL'],
  ['a letter too many', 'JWT_AUDIENCES', 'JWT_AUDIENCE'],
  ['two letters exchanged', 'KEY_FIEL', 'KEY_FILE'],
  ['small letters', 'azure_cloud', 'AZURE_CLOUD'],
  ['another sign between', 'CHECK-SCHEDULE', 'CHECK_SCHEDULE'],
  ['no sign between', 'OTELSERVICENAME', 'OTEL_SERVICE_NAME'],
])('a name with %s is told with the setting that it is like', (_mistake, name, meant) => {
  expect(unknownSettings({ [name]: 'value' })).toEqual([{ name, meant }]);
});

test('a name that is like none but begins as only ours do is told', () => {
  expect(unknownSettings({ WEBHOOK_TIMEOUT: '5' })).toEqual([{ name: 'WEBHOOK_TIMEOUT', meant: undefined }]);
});

test('settings, and what others may have put there, are not told', () => {
  const environment = {
    KEY_FILE: '/keys/data-key',
    AzureWebJobsStorage__accountName: 'account',
    AZURE_CLIENT_ID: 'x',
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    OTEL_RESOURCE_ATTRIBUTES: 'a=b',
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD',
    FUNCTIONS_EXTENSION_VERSION: '~4',
    languageWorkers__node__defaultExecutablePath: '/node',
    WEBSITE_SITE_NAME: 'site',
    NODE_ENV: 'production',
    PATH: '/bin',
  };
  expect(unknownSettings(environment)).toEqual([]);
});
