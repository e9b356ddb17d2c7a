import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalService } from '../../scripts/local-service.ts';
import { type OtlpCollector, startOtlpCollector } from '../telemetry/otlp-collector.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let collector: OtlpCollector;
let directory: string;
beforeAll(async () => {
  collector = await startOtlpCollector();
  directory = await mkdtemp(join(tmpdir(), 'telemetry-'));
});
afterAll(async () => {
  await collector?.stop();
  await rm(directory, { recursive: true, force: true });
});

test('the app as it is deployed exports when a setting asks for it, and sends the rest when it ends', async () => {
  const lines: string[] = [];
  const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'deployed' };
  const service = await startLocalService({ stateDirectory: directory, settings, onLog: (line) => lines.push(line) });
  const { apiKey } = service.organization;
  const headers = { Authorization: `Api-Key ${apiKey}`, traceparent };
  try {
    const response = await fetch(`${service.url}/api/v1/projects/`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-trace-id')).toBe('0af7651916cd43dd8448eb211c80319c');
  } finally {
    await service.stop();
  }
  const span = collector.spans().find(({ parentSpanId }) => parentSpanId === 'b7ad6b7169203331');
  expect(span).toMatchObject({ name: 'http.request', attributes: { operation: 'projects_list' } });
  expect(collector.points().map(({ name }) => name)).toContain('http.request.duration');
  expect(collector.text()).toContain('deployed');
  expect(collector.text()).not.toContain(apiKey);
  expect(
    lines.some((line) => line.includes('0af7651916cd43dd8448eb211c80319c') && line.includes('projects_list')),
  ).toBe(true);
}, 60_000);
