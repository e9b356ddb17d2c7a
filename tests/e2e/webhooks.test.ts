import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalService, startLocalService } from '../../scripts/local-service.ts';
import { type ApiClient, createApiClient } from '../../scripts/story/api-client.ts';
import { until } from '../sandbox/support/until.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { startReceiver } from '../support/start-receiver.ts';

const canary = 'canary-token-7';

let directory: string;
let service: LocalService;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let api: ApiClient;
const logLines: string[] = [];
const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];

/** What receivers do, by the first part of the path. */
const behaviours: Record<string, (response: ServerResponse) => void> = {
  good: (response) => response.end('thanks'),
  redirect: (response) => response.writeHead(307, { location: 'https://169.254.169.254/metadata' }).end(),
  silent: () => undefined,
  endless(response) {
    const piece = Buffer.alloc(65_536);
    const more = () => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  received.push({ path, headers: request.headers, body });
  const [name = ''] = path.slice(1).split('?');
  behaviours[name]?.(response);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'webhooks with a blank '));
  service = await startLocalService({
    stateDirectory: directory,
    settings: { WEBHOOK_ALLOWED_HOSTS: 'localhost' },
    onLog: (line) => logLines.push(line),
  });
  receiver = await startReceiver(service.sandbox, (request, response) => void answer(request, response));
  api = createApiClient(service.url, { Authorization: `Api-Key ${service.organization.apiKey}` });
}, 60_000);

afterAll(async () => {
  await receiver?.stop();
  await service?.stop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

function subscribe(url: string) {
  const body = { name: 'hook', type: 'generic', event_types: ['project_created'], configuration: { url } };
  return api('POST', '/api/v1/webhooks/', body);
}

test.each(['https://127.0.0.1/', 'https://[::1]/', 'https://2130706433/', 'https://169.254.169.254/metadata'])(
  'the private address %s is refused',
  async (url) => {
    expect(await subscribe(url)).toMatchObject({
      status: 400,
      body: { code: 'webhook.address', errors: [{ code: 'address.private' }] },
    });
  },
);

test('a change goes through queues and functions to a receiver, and what a receiver does wrong is recorded', async () => {
  const hooks: Record<string, string> = {};
  for (const name of Object.keys(behaviours)) {
    const { status, body } = await subscribe(`${receiver.url}/${name}?token=${canary}`);
    expect(status).toBe(201);
    hooks[name] = `/api/v1/webhooks/${body.id}/`;
  }
  expect((await api('POST', '/api/v1/projects/', { name: 'told' })).status).toBe(201);
  const read = async (name: string) => (await api('GET', hooks[name] ?? '')).body;
  const run = (name: string) =>
    until(async () => {
      const hook = await read(name);
      return hook.last_run === null ? undefined : hook;
    }, 30_000);

  expect(await run('good')).toMatchObject({ last_error: null });
  const [good] = received.filter(({ path }) => path === `/good?token=${canary}`);
  expect(good?.headers['webhook-signature']).toMatch(/^v1,/);
  expect(JSON.parse(good?.body ?? '')).toMatchObject({ type: 'project_created', data: { object: { name: 'told' } } });

  expect((await run('redirect')).last_error).toMatchObject({ code: 'receiver.redirects', given_up: true });
  expect((await run('endless')).last_error).toMatchObject({ code: 'receiver.answer-too-large', given_up: true });
  expect((await run('silent')).last_error).toMatchObject({ code: 'receiver.silent', given_up: false });

  const stored = await everythingStored(service.connectionString);
  expect(stored).toContain('webhooks.shownUrl');
  expect(stored).not.toContain(canary);
  expect(stored).not.toContain('whsec_');
  expect(logLines.join('\n')).not.toContain(canary);
}, 60_000);
