import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

type Attribute = { key: string; value: Record<string, string | number | boolean> };

export interface ReceivedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Record<string, unknown>;
}

export interface ReceivedPoint {
  name: string;
  unit: string;
  attributes: Record<string, unknown>;
}

export interface OtlpCollector {
  url: string;
  /** Everything that was sent, as text: headers and bodies. */
  text(): string;
  spans(): ReceivedSpan[];
  points(): ReceivedPoint[];
  stop(): Promise<void>;
}

/** Takes what OTLP exporters send (JSON over HTTP), on a free port. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const requests: { path: string; text: string; headers: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    requests.push({ path: request.url ?? '', text: body.toString('utf8'), headers: JSON.stringify(request.headers) });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bodies = (path: string) =>
    requests.filter((request) => request.path === path).map(({ text }) => JSON.parse(text));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => requests.map(({ path, headers, text }) => `${path}\n${headers}\n${text}`).join('\n'),
    spans: () =>
      bodies('/v1/traces')
        .flatMap(({ resourceSpans }) => resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans }) => spans)
        .map((span) => ({ ...span, attributes: toRecord(span.attributes) })),
    points: () =>
      bodies('/v1/metrics')
        .flatMap(({ resourceMetrics }) => resourceMetrics)
        .flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap(({ metrics }) => metrics)
        .flatMap(({ name, unit, sum, gauge, histogram }) =>
          (sum ?? gauge ?? histogram).dataPoints.map(({ attributes }: { attributes: Attribute[] }) => ({
            name,
            unit,
            attributes: toRecord(attributes),
          })),
        ),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function toRecord(attributes: Attribute[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
