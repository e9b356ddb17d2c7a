import type { Azurite, AzuriteOptions } from '../../sandbox/azurite/start-azurite.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';

export interface IdentityPreparation {
  azurite: Pick<AzuriteOptions, 'tls'>;
  /** The settings of an app that knows no key and no secret; blank ones count as absent. */
  settings(azurite: Azurite): Record<string, string>;
  undo(): Promise<void>;
}

/** Makes this process, whose functions host reads the app's queues, and the storage ready for the managed identity. */
export async function prepareIdentity(sandbox: Sandbox): Promise<IdentityPreparation> {
  const { clientId } = sandbox.managedIdentity;
  const before = { ...process.env };
  const forget = sandbox.trust();
  Object.assign(process.env, sandbox.identityEndpoint.environment);
  return {
    azurite: { tls: await sandbox.serverOptions(['localhost']) },
    settings: ({ blobUrl, queueUrl, tableUrl }) => ({
      AzureWebJobsStorage: '',
      AzureWebJobsStorage__blobServiceUri: blobUrl,
      AzureWebJobsStorage__queueServiceUri: queueUrl,
      AzureWebJobsStorage__tableServiceUri: tableUrl,
      AzureWebJobsStorage__credential: 'managedidentity',
      AzureWebJobsStorage__clientId: clientId,
      ENTRA_CLIENT_SECRET: '',
      ENTRA_MANAGED_IDENTITY_CLIENT_ID: clientId,
    }),
    async undo() {
      forget();
      for (const name of Object.keys(sandbox.identityEndpoint.environment)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    },
  };
}
