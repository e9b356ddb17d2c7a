import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';

/**
 * OTLP over HTTP as JSON, to `<endpoint>/v1/traces` and `/v1/metrics`. Headers, time-outs and compression are the
 * exporters' own settings. https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export function createOtlpExporters(endpoint: string) {
  const url = (signal: string) => `${endpoint.replace(/\/+$/, '')}/v1/${signal}`;
  return {
    spans: new OTLPTraceExporter({ url: url('traces') }),
    metrics: new OTLPMetricExporter({ url: url('metrics') }),
  };
}
