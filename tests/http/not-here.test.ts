import { createTestApp } from '../support/test-app.ts';

test.each(['/api/v1/groups/', '/api/v1/integrations/aws/', '/api/v1/integrations/github/'])(
  '%s is an empty page',
  async (path) => {
    const app = await createTestApp();
    const { status, json } = await app.request('GET', `${path}?page_size=10&ordering=name`);
    expect([status, json]).toEqual([200, { count: 0, next: null, previous: null, results: [] }]);
    expect((await app.request('GET', `${path}?ordering=colour`)).json.errors[0].field).toBe('query.ordering');
    expect((await app.request('GET', path, { apiKey: null })).status).toBe(401);
  },
);

test.each([
  ['GET', '/api/v1/projects/3b241101-e2bb-4255-8caf-4136c566a962/templates/'],
  ['POST', '/api/v1/projects/3b241101-e2bb-4255-8caf-4136c566a962/template-preview/'],
  ['GET', '/api/v1/integrations/explore/?fqn=azure-key-vault://'],
  ['PATCH', '/api/v1/memberships/1/'],
])('%s %s is for later, and says so', async (method, path) => {
  const app = await createTestApp();
  const { status, json } = await app.request(method, path);
  expect([status, json.code]).toEqual([501, 'feature.not-available']);
});

test.each(['/api/v1/webhook/', '/api/v1/projects/1/templatesque/'])('%s is nowhere', async (path) => {
  const app = await createTestApp();
  expect((await app.request('GET', path)).json.code).toBe('route.not-found');
});
