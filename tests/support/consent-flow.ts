import type { Forgery, Person } from '../../shared/adapters/memory/memory-entra.ts';
import { problems } from '../../shared/errors.ts';
import { getConsent } from '../../shared/store/consents.ts';
import { listTenantLinks } from '../../shared/store/tenants.ts';
import type { TestApp, TestRequest, TestResponse } from './test-app.ts';

export const consents = '/api/v1/integrations/azure/key_vault/consents/';
export const tenants = '/api/v1/integrations/azure/key_vault/tenants/';
export const callback = '/api/v1/integrations/azure/key_vault/callback';
export const portal = 'https://portal.example/connect/';

/** An administrator who passes every check. */
export const administrator: Person = {
  tenantId: '7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d',
  objectId: '5f6b7c8d-0000-4000-8000-000000000001',
  preferredUsername: 'ada@contoso.example',
  directoryRoles: ['62e90394-69f5-4237-9190-012177145e10'],
};

/** The steps of connecting a tenant, as the client and the browser take them. */
export function consentFlow(app: TestApp) {
  /** The browser opens an address of the service. */
  const visit = (address: string) => app.request('GET', address, { apiKey: null });

  return {
    visit,

    async begin(body: Record<string, unknown> = {}, input: TestRequest = {}): Promise<TestResponse> {
      return app.request('POST', consents, { body, ...input });
    },

    /** Begins a consent, signs the person in at Entra, and lets the browser come back. */
    async signIn(person: Person = administrator, forgery?: Forgery, body: Record<string, unknown> = {}) {
      const begun = await app.request('POST', consents, { body });
      const id: string = begun.json.id;
      const address = app.entra.signIn(begun.json.authorization_url, person, forgery);
      return { id, address, answer: await visit(address) };
    },

    complete: (id: string, code: unknown, input: TestRequest = {}) =>
      app.request('POST', `${consents}${id}/complete/`, { body: { code }, ...input }),

    status: async (id: string) => (await app.request('GET', `${consents}${id}/`)).json,

    /** Everything that a refused step must leave as it was. */
    async stored(id: string) {
      const [consent, links, otherLinks] = await Promise.all([
        getConsent(app.rows, id),
        listTenantLinks(app.rows, app.organization.id),
        listTenantLinks(app.rows, app.otherOrganization.id),
      ]);
      return { consent, links: [...links, ...otherLinks] };
    },
  };
}

/** The code that a page shows. */
export function codeOnPage(page: TestResponse): string {
  return /<p class="code">([^<]+)<\/p>/.exec(page.text)?.[1] ?? '';
}

/** The parameters that the browser was sent back with. */
export function sentBack(answer: TestResponse): Record<string, string> {
  return Object.fromEntries(new URL(answer.headers.location ?? '').searchParams);
}

/** The code of our own that a page or a redirect tells. */
export function refusalOf(answer: TestResponse): string | undefined {
  if (answer.headers.location !== undefined) return sentBack(answer).error;
  return /<p class="note">Code ([a-z.-]+)/.exec(answer.text)?.[1];
}

/** A page with the status of its problem, and no way on. */
export function expectPage(answer: TestResponse, code: keyof typeof problems) {
  expect(refusalOf(answer)).toBe(code);
  expect(answer.status).toBe(problems[code][0]);
  expect(answer.headers.location).toBeUndefined();
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.text).toContain('What to do:');
}
