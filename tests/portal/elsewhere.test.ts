import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { portalDirectory } from '../../scripts/build-portal.ts';
import { freePort } from '../../scripts/free-port.ts';
import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { press } from './clicks.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** The built portal as any web server would serve it, with a `config.json` of its own. */
async function serveFiles(port: number, config: () => Promise<object>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname.replace(/^\/portal\//, '');
    const answer = (type: string, body: string | Buffer) => response.setHeader('content-type', type).end(body);
    if (path === 'config.json') return void config().then((body) => answer('application/json', JSON.stringify(body)));
    const type = types[path.slice(path.lastIndexOf('.') + 1)];
    const file = type === undefined ? 'index.html' : path;
    void readFile(join(portalDirectory, file)).then((body) => answer(type ?? 'text/html', body));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

describeInBrowser('the portal, served by something else', () => {
  let portal: PortalUnderTest;
  let server: Server;
  let elsewhere: string;
  beforeAll(async () => {
    const port = await freePort(0);
    elsewhere = `http://127.0.0.1:${port}`;
    portal = await openPortal({ API_ALLOWED_ORIGINS: elsewhere, CONSENT_RETURN_URLS: `${elsewhere}/portal/` });
    server = await serveFiles(port, async () => {
      const own: object = JSON.parse(await (await fetch(`${portal.url}/portal/config.json`)).text());
      return { ...own, api_url: portal.url };
    });
    const { cloud } = portal.service.sandbox;
    const application = cloud.model.applications.find(({ public: inBrowser }) => inBrowser);
    application?.redirectUris.push(`${elsewhere}/portal/signed-in`, `${elsewhere}/portal/`);
    cloud.changed();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(async () => {
    server?.close();
    await portal?.stop();
  }, patience);

  test(
    'signs people in, reads and changes by the API of another origin, and comes back from a consent',
    async () => {
      await connectVault(portal.service, 'from-elsewhere');
      portal.expectFaults(new RegExp(`asked elsewhere: ${elsewhere}/`));
      const page = await portal.open();
      await page.goto(`${elsewhere}/portal/integrations`);
      await press(page, 'Sign in');
      await page.getByRole('button', { name: 'Olivia Owner' }).click();
      await page.getByRole('link', { name: 'from-elsewhere' }).click();

      // The tag is read from an answer's header, and sent back in a request's.
      await press(page, 'Edit');
      await page.getByLabel('Description').fill('far away');
      const sent = page.waitForRequest((request) => request.method() === 'PATCH');
      await press(page, 'Save');
      expect((await sent).headers()['if-match']).toMatch(/^"[\w-]{22}"$/);
      await page.getByRole('definition').getByText('far away').waitFor();

      await page.goto(`${elsewhere}/portal/integrations/new`);
      await press(page, 'I am an administrator: sign in');
      await page.getByRole('button', { name: 'Fabrikam Administrator' }).click();
      await press(page, 'Accept');
      await page.getByRole('heading', { name: 'Name the vault' }).waitFor();
      expect(page.url()).toBe(`${elsewhere}/portal/integrations/new`);
    },
    patience,
  );
});
