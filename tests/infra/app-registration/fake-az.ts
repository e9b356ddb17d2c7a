/**
 * Stands for the Azure CLI: plays Microsoft Graph on the applications in the file that FAKE_AZ_STATE names, and writes
 * every call down there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

interface State {
  /** By Graph's id of the object. */
  applications: Record<string, Record<string, unknown> & { federatedIdentityCredentials: Record<string, unknown>[] }>;
  calls: string[];
}

const path = process.env.FAKE_AZ_STATE ?? '';
const state: State = JSON.parse(readFileSync(path, 'utf8'));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    method: { type: 'string' },
    url: { type: 'string', default: '' },
    headers: { type: 'string' },
    body: { type: 'string', default: 'null' },
    output: { type: 'string' },
  },
});

class Refusal extends Error {}
const refuse = (status: string, code: string) =>
  new Refusal(`ERROR: ${status}({"error":{"code":"${code}","message":"…"}})`);

function answer(): unknown {
  if (positionals.join(' ') === 'cloud show') {
    const endpoints = { microsoftGraphResourceId: 'https://graph.microsoft.com/' };
    return { name: 'AzureCloud', endpoints };
  }
  if (positionals.join(' ') === 'account show') return { tenantId: '0a0a0a0a-0000-4000-8000-000000000001' };
  if (positionals.join(' ') !== 'rest') throw new Refusal(`ERROR: '${positionals[0]}' is misspelled or not recognized`);
  return graph(values.method ?? 'get', new URL(values.url), JSON.parse(values.body));
}

function graph(method: string, url: URL, body: Record<string, unknown>): unknown {
  state.calls.push(`${method} ${url.pathname}`);
  if (url.origin !== 'https://graph.microsoft.com') throw new Refusal(`ERROR: no Graph at ${url.origin}`);
  if (body !== null && values.headers !== 'Content-Type=application/json') throw refuse('Bad Request', 'BadRequest');
  const [, , collection, id, part, partId] = url.pathname.split('/');
  if (collection !== 'applications') throw refuse('Not Found', 'Request_ResourceNotFound');
  if (id === undefined) return method === 'get' ? list(url) : create(body);
  const application = state.applications[id];
  if (application === undefined) throw refuse('Not Found', 'Request_ResourceNotFound');
  const credentials = application.federatedIdentityCredentials;
  if (part === undefined) return void Object.assign(application, body);
  if (method === 'get') return { value: credentials };
  if (method === 'post') return void credentials.push({ id: `credential-${credentials.length + 1}`, ...body });
  const credential = credentials.find((each) => each.id === partId);
  if (credential === undefined) throw refuse('Not Found', 'Request_ResourceNotFound');
  return void Object.assign(credential, body);
}

function list(url: URL) {
  const [, property = '', value] = /^(\w+) eq '(.*)'$/.exec(url.searchParams.get('$filter') ?? '') ?? [];
  const names = url.searchParams.get('$select')?.split(',') ?? [];
  const found = Object.values(state.applications).filter((each) => each[property] === value?.replaceAll("''", "'"));
  return { value: found.map((each) => Object.fromEntries(names.map((name) => [name, each[name]]))) };
}

function create(body: Record<string, unknown>) {
  const number = Object.keys(state.applications).length + 1;
  const id = `object-${number}`;
  const appId = `0c0c0c0c-0000-4000-8000-00000000000${number}`;
  const initial = { passwordCredentials: [], keyCredentials: [], web: { redirectUris: [] } };
  state.applications[id] = { ...initial, ...body, id, appId, federatedIdentityCredentials: [] };
  return state.applications[id];
}

try {
  const output = answer();
  writeFileSync(path, JSON.stringify(state));
  if (output !== undefined) process.stdout.write(JSON.stringify(output));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
