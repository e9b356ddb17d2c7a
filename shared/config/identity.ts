import { z } from 'zod';
import type { Settings, Values } from './setting.ts';

/** As whom the service reaches what is its own at Azure: its storage, its vault. */
export type ServiceIdentity =
  | {
      kind: 'managed-identity';
      /** Absent: the identity that Azure made with the app (system-assigned). */
      clientId?: string;
    }
  /** Whoever is signed in to the Azure CLI: an operator's shell. */
  | { kind: 'azure-cli' };

export const identitySettings = {
  SERVICE_IDENTITY: {
    meaning:
      "As whom the service reaches what is its own at Azure: `managed-identity`, or `azure-cli` for whoever is signed in to the Azure CLI, in an operator's shell.",
    schema: z.enum(['managed-identity', 'azure-cli'], 'neither managed-identity nor azure-cli'),
    example: 'azure-cli',
    default: 'managed-identity',
  },
  SERVICE_IDENTITY_CLIENT_ID: {
    meaning:
      'Client id of the user-assigned managed identity; needed only where `AzureWebJobsStorage__clientId` does not say it.',
    schema: z.guid('not a GUID'),
    example: '22222222-3333-4444-8555-666666666666',
    optional: true,
  },
} satisfies Settings;

type IdentityValues = Partial<Values<typeof identitySettings>> & { AzureWebJobsStorage__clientId?: string };

export function identityFaults({
  AzureWebJobsStorage__clientId: one,
  SERVICE_IDENTITY_CLIENT_ID: other,
}: IdentityValues) {
  const two = one !== undefined && other !== undefined && one.toLowerCase() !== other.toLowerCase();
  return two ? ['SERVICE_IDENTITY_CLIENT_ID and AzureWebJobsStorage__clientId: the service has one identity'] : [];
}

export function readIdentity(values: IdentityValues): ServiceIdentity {
  if (values.SERVICE_IDENTITY === 'azure-cli') return { kind: 'azure-cli' };
  const clientId = values.SERVICE_IDENTITY_CLIENT_ID ?? values.AzureWebJobsStorage__clientId;
  return { kind: 'managed-identity', ...(clientId === undefined ? {} : { clientId }) };
}
