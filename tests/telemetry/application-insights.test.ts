import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { createOpenTelemetry } from '../../shared/adapters/telemetry/open-telemetry.ts';
import { startExport } from '../../shared/adapters/telemetry/start-export.ts';
import { startHttpsServer } from '../support/https-server.ts';

const clientId = '22222222-3333-4444-8555-666666666666';
const token = 'token-of-the-identity';

/** What the platform offers an app for tokens of its identities. https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
async function startIdentityEndpoint(asked: URL[]) {
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://localhost'));
    const expires = Math.floor(Date.now() / 1_000) + 86_400;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        access_token: token,
        expires_on: `${expires}`,
        resource: 'x',
        token_type: 'Bearer',
        client_id: clientId,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const names = { IDENTITY_ENDPOINT: '', IDENTITY_HEADER: 'header', APPLICATION_INSIGHTS_NO_STATSBEAT: 'true' };
  names.IDENTITY_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`;
  const before = Object.keys(names).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, names);
  return async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

test('spans are sent to Application Insights by the identity that it hears, those that stand for others with their rate', async () => {
  const asked: URL[] = [];
  const heard: { authorization?: string; body: string }[] = [];
  const stopIdentity = await startIdentityEndpoint(asked);
  const ingestion = await startHttpsServer(async (request, response) => {
    const body = request.headers['content-encoding'] === 'gzip' ? await unzipped(request) : await text(request);
    heard.push({ authorization: request.headers.authorization, body });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
  });
  try {
    const connectionString = `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=${ingestion.url}/`;
    const exported = await startExport({
      applicationInsights: { connectionString, identity: { clientId } },
      serviceName: 'tests',
      checkSpansOneIn: 2,
    });
    const telemetry = createOpenTelemetry(exported);
    await telemetry.trace('task.run', async () => undefined);
    // That none of them is kept happens once in 10¹² times.
    for (let number = 0; number < 40; number += 1) {
      await telemetry.trace('access_test', async () => undefined, { routine: () => true });
    }
    await exported.flush();
    await exported.stop();
  } finally {
    await ingestion.stop();
    await stopIdentity();
  }
  const spans = heard.filter(({ body }) => body.includes('task.run'));
  expect(spans.map(({ authorization }) => authorization)).toEqual([`Bearer ${token}`]);
  const rates = (name: string) =>
    spans
      .flatMap(({ body }) => JSON.parse(body))
      .filter(({ data }) => data.baseData.name === name)
      .map(({ sampleRate }) => sampleRate);
  // The service makes the `itemCount` of a span of it: 2 for these.
  expect(new Set(rates('access_test'))).toEqual(new Set([50]));
  expect(rates('task.run')).toEqual([100]);
  expect(asked.length).toBeGreaterThan(0);
  for (const { searchParams } of asked) {
    expect(searchParams.get('client_id')).toBe(clientId);
    expect(searchParams.get('resource')).toMatch(/^https:\/\/monitor\.azure\.com\/?$/);
  }
}, 60_000);

async function unzipped(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return gunzipSync(Buffer.concat(chunks)).toString('utf8');
}
