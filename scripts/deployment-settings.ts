/** Settings that infra/modules/app.bicep sets from what is deployed. */
export const setByDeployment = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AZURE_CLOUD',
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__queueServiceUri',
  'AzureWebJobsStorage__tableServiceUri',
  'ENTRA_APPLICATION_NAME',
  'ENTRA_CLIENT_ID',
  'ENTRA_MANAGED_IDENTITY_CLIENT_ID',
  'OUTBOUND_IP_ADDRESSES',
  'PUBLIC_URL',
  'WRAPPING_KEY_URL',
  'languageWorkers__node__arguments',
];

/** Settings that a deployment must not have, and why. */
export const notDeployed: Record<string, string> = {
  AzureWebJobsStorage: 'has the key of the storage account, which takes none',
  AzureWebJobsStorage__accountName: 'stands for addresses of the public cloud alone; the addresses are set',
  AZURE_AUTHORITY_HOST: 'of a cloud that is none of the three',
  AZURE_KEY_VAULT_SCOPE: 'of a cloud that is none of the three',
  AZURE_KEY_VAULT_SUFFIX: 'of a cloud that is none of the three',
  AZURE_PORTAL_URL: 'of a cloud that is none of the three',
  ENTRA_CLIENT_CERTIFICATE_PATH: 'the app signs in by its identity',
  ENTRA_CLIENT_SECRET: 'the app signs in by its identity',
  FUNCTIONS_WORKER_RUNTIME: 'a property of the app on this plan, and refused as a setting',
  KEY_FILE: 'a key of the vault wraps',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'Application Insights is there',
  OTEL_EXPORTER_OTLP_HEADERS: 'may hold a secret',
  SERVICE_IDENTITY: 'its default is what a deployment has',
  SERVICE_IDENTITY_CLIENT_ID: 'the storage names the identity',
};

/** What azd passes on to the app from its environment, in infra/main.parameters.json: all other settings. */
export function passedOnSettings(names: Iterable<string>): Record<string, string> {
  const others = [...names].filter((name) => !setByDeployment.includes(name) && !(name in notDeployed));
  return Object.fromEntries(others.sort().map((name) => [name, `\${${name}=}`]));
}
