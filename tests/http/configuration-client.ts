import { createTestApp, type TestApp, type TestAppOptions } from '../support/test-app.ts';

/** Short forms of what the tests of parameters and values do all the time, each of them a request. */
export async function createConfigurationClient(options: TestAppOptions = {}) {
  const app: TestApp = await createTestApp(options);

  async function make(path: string, body: unknown) {
    const answer = await app.request('POST', path, { body });
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.json;
  }

  const environments = new Map<string, string>();
  for (const { name, url } of (await app.request('GET', '/api/v1/environments/')).json.results)
    environments.set(name, url);

  function environment(name: string): string {
    const url = environments.get(name);
    if (url === undefined) throw new Error(`no environment ${name}`);
    return url;
  }

  return {
    app,
    request: app.request,
    make,
    environment,
    get: async (path: string, apiKey?: string) => (await app.request('GET', path, { apiKey })).json,
    project: (name: string, more: object = {}) => make('/api/v1/projects/', { name, ...more }),
    parameter: (project: { url: string }, name: string, more: object = {}) =>
      make(`${project.url}parameters/`, { name, ...more }),
    value: (parameter: { url: string }, where: string, internal_value: string | null) =>
      make(`${parameter.url}values/`, { environment: environment(where), internal_value }),
  };
}

export type ConfigurationClient = Awaited<ReturnType<typeof createConfigurationClient>>;
