import type { DesiredSecret } from '../../../shared/domain/sync/desired-secret.ts';
import type { OwnTags } from '../../../shared/domain/sync/ownership-tags.ts';
import type { SecretProperties } from '../../../shared/ports/vaults.ts';

export const organizationId = 'organization-1';
export const pushId = 'push-1';

/** What the tags of a secret say that a push wrote. */
export function ownTags(tags: Partial<OwnTags> = {}): OwnTags {
  const names = { environment: 'production', project: 'web', parameter: 'KEY' };
  return { organizationId, pushId, ...names, secret: true, type: 'string', ...tags };
}

export function secret(name: string, properties: Partial<SecretProperties> = {}): SecretProperties {
  const id = `https://vault.example/secrets/${name}`;
  return { name, id, enabled: true, managed: false, created: 1000, updated: 1000, tags: {}, ...properties };
}

export function desired(secretName: string, digest = `digest of ${secretName}`): DesiredSecret {
  const place = { projectId: 'project-1', parameterId: `parameter-${secretName}`, environmentId: 'environment-1' };
  const time = new Date(0);
  return {
    secretName,
    digest,
    environment: { id: place.environmentId, name: 'production' },
    project: { id: place.projectId, name: 'web' },
    parameter: {
      id: place.parameterId,
      name: secretName.replaceAll('-', '_'),
      projectId: place.projectId,
      secret: true,
      type: 'string',
    },
    stored: {
      id: 'v',
      organizationId,
      ...place,
      digest,
      sealed: new Uint8Array(),
      byteLength: 0,
      createdAt: time,
      modifiedAt: time,
      etag: '',
    },
  };
}
