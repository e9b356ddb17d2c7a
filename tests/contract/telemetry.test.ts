import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import {
  createMemoryTelemetry,
  type FinishedSpan,
  type Measurement,
} from '../../shared/adapters/memory/memory-telemetry.ts';
import { createOpenTelemetry } from '../../shared/adapters/telemetry/open-telemetry.ts';
import { describeTelemetry } from './telemetry.contract.ts';

describeTelemetry('in memory', () => {
  const telemetry = createMemoryTelemetry();
  return { telemetry, recorded: async () => telemetry };
});

describeTelemetry('OpenTelemetry without an SDK', () => ({ telemetry: createOpenTelemetry() }));

describeTelemetry('OpenTelemetry', () => {
  const spans = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.DELTA);
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: metrics })] });
  return {
    telemetry: createOpenTelemetry({ tracer: tracers.getTracer('test'), meter: meters.getMeter('test') }),
    async recorded() {
      await meters.forceFlush();
      await meters.shutdown();
      return {
        spans: spans.getFinishedSpans().map((span) => ({
          name: span.name as FinishedSpan['name'],
          traceId: span.spanContext().traceId,
          spanId: span.spanContext().spanId,
          parentSpanId: span.parentSpanContext?.spanId,
          links: span.links.map(({ context }) => context.spanId),
          failed: span.status.code === 2,
          details: span.attributes as FinishedSpan['details'],
        })),
        measurements: metrics
          .getMetrics()
          .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: found }) => found))
          .flatMap(({ descriptor, dataPoints }) =>
            dataPoints.map(({ value, attributes }) => ({
              name: descriptor.name as Measurement['name'],
              value: typeof value === 'number' ? value : (value as { sum: number }).sum,
              dimensions: attributes as Measurement['dimensions'],
            })),
          ),
      };
    },
  };
});
