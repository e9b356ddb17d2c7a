import { randomUUID } from 'node:crypto';
import type { Cloud } from './cloud.ts';
import type { Application } from './model.ts';

export interface BrowserApplication {
  name: string;
  /** The one tenant whose people use it; its administrator has consented for all of them. */
  tenantId: string;
  /** Attributes of accounts that its tokens carry. */
  mappedClaims: string[];
}

/** The registration of an application in the browser (platform "Single-page application"), made when it is not there yet. */
export function registerInBrowser(cloud: Cloud, { name, tenantId, mappedClaims }: BrowserApplication): Application {
  const { applications, servicePrincipals } = cloud.model;
  const known = applications.find((application) => application.public && application.name === name);
  if (known !== undefined) return known;
  const application: Application = {
    clientId: randomUUID(),
    name,
    homeTenantId: tenantId,
    multiTenant: false,
    redirectUris: [],
    secrets: [],
    certificates: [],
    federatedCredentials: [],
    optionalClaims: [],
    public: true,
    mappedClaims,
  };
  applications.push(application);
  const since = { created: cloud.now(), effective: cloud.now() };
  servicePrincipals.push({ id: randomUUID(), tenantId, clientId: application.clientId, enabled: true, ...since });
  cloud.changed();
  return application;
}
