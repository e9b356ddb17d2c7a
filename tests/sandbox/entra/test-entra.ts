import { randomUUID } from 'node:crypto';
import { Cloud } from '../../../sandbox/cloud/cloud.ts';
import { defaultModel } from '../../../sandbox/cloud/default-model.ts';
import type { Application, Tenant, User } from '../../../sandbox/cloud/model.ts';
import { trustSandbox } from '../../../sandbox/dns/trust-sandbox.ts';
import { type EntraServer, startEntra } from '../../../sandbox/entra/entra-server.ts';
import { createCertificateAuthority } from '../../../sandbox/tls/certificate-authority.ts';

export const redirectUri = 'https://app.example.test/callback';
export const vaultScope = 'https://vault.localhost/.default';

export interface TestEntra {
  cloud: Cloud;
  entra: EntraServer;
  /** The provider's multi-tenant registration; one secret, no certificate. */
  application: Application;
  secret: string;
  contoso: Tenant;
  fabrikam: Tenant;
  person(name: string): User;
  /** Moves the cloud's clock forward, in milliseconds. */
  pass(milliseconds: number): void;
  /** The application's principal in a tenant, as after a consent. */
  consent(tenant: Tenant): void;
  stop(): Promise<void>;
}

/** A fresh default cloud's Entra, which this process trusts and resolves. */
export async function startTestEntra(): Promise<TestEntra> {
  let offset = 0;
  const now = () => Date.now() + offset;
  const model = defaultModel({ now: now(), uuid: randomUUID, redirectUris: [redirectUri] });
  const cloud = new Cloud(model, { now });
  const certificates = await createCertificateAuthority();
  const entra = await startEntra({ cloud, certificates });
  const forget = trustSandbox({ caPem: certificates.caPem, resolve: (name) => name === 'login.localhost' });
  const [application] = model.applications;
  const [secret] = application?.secrets ?? [];
  if (application === undefined || secret === undefined) throw new Error('the default cloud has no registration');
  const tenant = (name: string) => found(model.tenants.find((each) => each.name === name));
  return {
    cloud,
    entra,
    application,
    secret: secret.value,
    contoso: tenant('Contoso'),
    fabrikam: tenant('Fabrikam'),
    person: (name) => found(model.users.find((user) => user.name === name)),
    pass(milliseconds) {
      offset += milliseconds;
    },
    consent({ id: tenantId }) {
      const { clientId } = application;
      model.servicePrincipals.push({
        id: randomUUID(),
        tenantId,
        clientId,
        enabled: true,
        created: now(),
        effective: now(),
      });
    },
    async stop() {
      forget();
      await entra.stop();
    },
  };
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the default cloud lacks it');
  return value;
}
