import { readdir } from 'node:fs/promises';
import { request as send } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { portalDirectory } from '../../scripts/build-portal.ts';
import { startWholeService, type WholeService } from '../../scripts/whole-service/start-whole-service.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

let service: WholeService;
let script: string;
beforeAll(async () => {
  service = await startWholeService();
  const assets = await readdir(join(portalDirectory, 'assets'));
  script = `/portal/assets/${assets.find((name) => /^index-.*\.js$/.test(name))}`;
}, 120_000);
afterAll(() => service?.stop(), 120_000);

/** Sends the path as it is, which `fetch` would tidy up, and leaves the answer packed. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.host.url);
    send({ hostname, port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
      response.once('error', reject);
    })
      .once('error', reject)
      .end();
  });
}

const isPage = ({ status, headers, body }: Answer) =>
  status === 200 && headers['content-type'] === 'text/html; charset=utf-8' && body.includes('<div id="root">');

test.each(['/portal', '/portal/', '/portal/index.html', '/portal/integrations', '/Portal/some/deep%20link?x=1'])(
  'the page is at %s, and asked for anew every time',
  async (path) => {
    const answer = await ask(path);
    expect(isPage(answer)).toBe(true);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', etag: expect.stringMatching(/^"[\w-]{22}"$/) });
    const again = await ask(path, { 'if-none-match': `"x", W/${answer.headers.etag}` });
    expect([again.status, again.body.byteLength, again.headers.etag]).toEqual([304, 0, answer.headers.etag]);
  },
);

test('the page lets nothing in that is not its own, the API or the sign-in service', async () => {
  const { headers } = await ask('/portal/');
  const policy = String(headers['content-security-policy']);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      `connect-src 'self' ${service.sandbox.entra.authorityHost}`,
    ]),
  );
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
});

test('a hashed file stays for good, and comes packed as the browser can unpack it', async () => {
  const plain = await ask(script);
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  expect(plain.headers['content-encoding']).toBeUndefined();
  const gzip = await ask(script, { 'accept-encoding': 'br;q=0, gzip, deflate' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
  expect(gzip.headers.etag).not.toBe(plain.headers.etag);
  const brotli = await ask(script, { 'accept-encoding': 'gzip, br' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotli.body.byteLength).toBeLessThan(gzip.body.byteLength);
});

test('HEAD answers as GET does, without a body', async () => {
  const [get, head] = [await ask(script), await ask(script, {}, 'HEAD')];
  expect([head.status, head.body.byteLength]).toEqual([200, 0]);
  expect(head.headers.etag).toBe(get.headers.etag);
});

test('a hashed file of another build is not the page', async () => {
  const { status, body } = await ask('/portal/assets/index-gone.js');
  expect([status, JSON.parse(body.toString()).code]).toEqual([404, 'route.not-found']);
});

test.each([
  '/portal/../host.json',
  '/portal/..%2fhost.json',
  '/portal/%2e%2e/%2e%2e/package.json',
  '/portal/..%5c..%5cpackage.json',
  '/portal/%2fetc/passwd',
  '/portal/assets/..%2f..%2findex.html',
])('no path leads out of the portal: %s', async (path) => {
  const answer = await ask(path);
  expect(isPage(answer) || answer.status === 404).toBe(true);
});

test('tells the portal how to sign in, and nothing else', async () => {
  const { headers, body } = await ask('/portal/config.json');
  expect(headers['cache-control']).toBe('no-cache');
  const { JWT_ISSUER: issuer, PORTAL_CLIENT_ID: clientId } = service.settings;
  expect(JSON.parse(body.toString())).toEqual({
    api_url: '',
    sign_in: { issuer, client_id: clientId, scope: `openid profile offline_access ${clientId}/.default` },
  });
});

test('takes nothing but GET and HEAD', async () => {
  expect((await ask('/portal/', {}, 'POST')).status).toBe(404);
});
