import { ServiceError } from '../errors.ts';

const base = '/api/v1';

/** Every kind of object that has an address of its own, with the ids in its path. */
const paths = {
  environment: '/environments/{}/',
  project: '/projects/{}/',
  parameter: '/projects/{}/parameters/{}/',
  value: '/projects/{}/parameters/{}/values/{}/',
  integration: '/integrations/azure/key_vault/{}/',
  consent: '/integrations/azure/key_vault/consents/{}/',
  tenant: '/integrations/azure/key_vault/tenants/{}/',
  pull: '/integrations/azure/key_vault/{}/pulls/{}/',
  pullTask: '/integrations/azure/key_vault/{}/pulls/{}/tasks/{}/',
  pullStep: '/integrations/azure/key_vault/{}/pulls/{}/tasks/{}/steps/{}/',
  push: '/integrations/azure/key_vault/{}/pushes/{}/',
  pushTask: '/integrations/azure/key_vault/{}/pushes/{}/tasks/{}/',
  pushStep: '/integrations/azure/key_vault/{}/pushes/{}/tasks/{}/steps/{}/',
  parameterRule: '/projects/{}/parameters/{}/rules/{}/',
  type: '/types/{}/',
  typeRule: '/types/{}/rules/{}/',
  tag: '/environments/{}/tags/{}/',
  user: '/users/{}/',
  serviceAccount: '/serviceaccounts/{}/',
  webhook: '/webhooks/{}/',
  auditTrail: '/audit/{}/',
} as const;

export type LinkKind = keyof typeof paths;

/** The absolute addresses of this service's objects. Clients send them back as references. */
export class Links {
  readonly #origin: string;

  /** `publicUrl`: origin of the service as clients see it, without a trailing slash. */
  constructor(publicUrl: string) {
    this.#origin = publicUrl;
  }

  /** The address of an object, by the ids in its path, outermost first. */
  to(kind: LinkKind, ...ids: string[]): string {
    let position = 0;
    const path = paths[kind].replace(/\{\}/g, () => encodeURIComponent(ids[position++] ?? ''));
    return `${this.#origin}${base}${path}`;
  }

  /**
   * The ids in a reference that a client sent. Only addresses of this service and of that kind are accepted
   * (`request.reference` otherwise); whether the object exists in the organization is the caller's to check.
   * `field` is named in the error.
   */
  from(kind: LinkKind, reference: string, field: string): string[] {
    const pattern = new RegExp(`^${paths[kind].replace(/\{\}/g, '([^/]+)').replace(/\/$/, '/?')}$`);
    const start = `${this.#origin}${base}`;
    const match = reference.startsWith(start) ? pattern.exec(reference.slice(start.length)) : null;
    const ids = match?.slice(1).map(decode);
    if (ids === undefined || ids.includes(undefined)) {
      throw new ServiceError('request.reference', `${field} must be the url of one of this service's ${kind}s.`, {
        fields: [{ field: `body.${field}`, code: 'request.reference', detail: `Not the url of a ${kind}.` }],
      });
    }
    return ids.filter((id) => id !== undefined);
  }
}

/** Undefined for what no address of ours holds, like `%zz`. */
function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
