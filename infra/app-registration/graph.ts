import type { Application, FederatedCredential, PresentApplication } from './application.ts';
import { az } from './az.ts';

/** Microsoft Graph, as far as it is needed. Applications are named by Graph's id of the object. */
export interface Graph {
  /** Those with the name, or the one with the client id; without their federated credentials. */
  findApplications(
    by: { displayName: string } | { appId: string },
  ): Promise<Omit<PresentApplication, 'federatedCredentials'>[]>;
  listCredentials(id: string): Promise<PresentApplication['federatedCredentials']>;
  createApplication(application: Application): Promise<{ id: string; appId: string }>;
  updateApplication(id: string, patch: Partial<Application>): Promise<void>;
  addCredential(id: string, credential: FederatedCredential): Promise<void>;
  updateCredential(id: string, credentialId: string, patch: Partial<FederatedCredential>): Promise<void>;
}

const selected = [
  ...['id', 'appId', 'displayName', 'signInAudience', 'groupMembershipClaims', 'optionalClaims'],
  ...['requiredResourceAccess', 'web', 'passwordCredentials', 'keyCredentials'],
];

/** `origin`: Graph's in the cloud that the CLI is signed in to. */
export function createGraph(origin: string): Graph {
  const call = <T>(method: string, path: string, body?: object) =>
    az<T>(
      ...['rest', '--method', method, '--url', `${origin}/v1.0${path}`],
      ...(body === undefined ? [] : ['--headers', 'Content-Type=application/json', '--body', JSON.stringify(body)]),
    );
  return {
    async findApplications(by) {
      const [property, value] = 'appId' in by ? ['appId', by.appId] : ['displayName', by.displayName];
      const filter = encodeURIComponent(`${property} eq '${value.replaceAll("'", "''")}'`);
      const { value: found } = await call<{ value: PresentApplication[] }>(
        'get',
        `/applications?$filter=${filter}&$select=${selected.join(',')}`,
      );
      return found;
    },
    async listCredentials(id) {
      const { value } = await call<{ value: PresentApplication['federatedCredentials'] }>(
        'get',
        `/applications/${id}/federatedIdentityCredentials`,
      );
      return value;
    },
    createApplication: (application) => call('post', '/applications', application),
    updateApplication: (id, patch) => call('patch', `/applications/${id}`, patch),
    addCredential: (id, credential) => call('post', `/applications/${id}/federatedIdentityCredentials`, credential),
    updateCredential: (id, credentialId, patch) =>
      call('patch', `/applications/${id}/federatedIdentityCredentials/${credentialId}`, patch),
  };
}
