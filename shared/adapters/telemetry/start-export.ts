import { randomUUID } from 'node:crypto';
import type { Meter, Tracer } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import type { TelemetryExport } from '../../config.ts';
import { scope } from './open-telemetry.ts';
import { RoutineTraces } from './routine-traces.ts';

export interface Export {
  tracer: Tracer;
  meter: Meter;
  routineTraces: RoutineTraces;
  /** Sends what has been collected. Never rejects: whoever receives it may be away. */
  flush(): Promise<void>;
  /** Sends what is left, and ends. */
  stop(): Promise<void>;
}

interface Exporters {
  spans: SpanExporter;
  metrics: PushMetricExporter;
}

/** Between two exports of measurements, in milliseconds. */
const interval = 60_000;

/** Collects spans and measurements and sends them to whatever the settings name. */
export async function startExport(settings: TelemetryExport): Promise<Export> {
  const exporters: Exporters[] = [];
  if (settings.otlpEndpoint !== undefined) {
    exporters.push((await import('./otlp-exporters.ts')).createOtlpExporters(settings.otlpEndpoint));
  }
  if (settings.applicationInsights !== undefined) {
    const { createAzureMonitorExporters } = await import('./azure-monitor-exporters.ts');
    exporters.push(await createAzureMonitorExporters(settings.applicationInsights));
  }
  const resource = resourceFromAttributes({
    'service.name': settings.serviceName,
    // Counters of different processes must not be taken for one.
    'service.instance.id': randomUUID(),
  });
  const routineTraces = new RoutineTraces(
    exporters.map(({ spans }) => new BatchSpanProcessor({ exporter: spans })),
    settings.checkSpansOneIn,
  );
  const tracers = new TracerProvider({ resource, spanProcessors: [routineTraces] });
  const meters = new MeterProvider({
    resource,
    readers: exporters.map(
      ({ metrics }) => new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: interval }),
    ),
  });
  return {
    tracer: tracers.getTracer(scope),
    meter: meters.getMeter(scope),
    routineTraces,
    flush: async () => void (await Promise.allSettled([tracers.forceFlush(), meters.forceFlush()])),
    stop: async () => void (await Promise.allSettled([tracers.shutdown(), meters.shutdown()])),
  };
}
