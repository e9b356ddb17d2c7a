import { z } from 'zod';
import { origin } from './fields.ts';
import { group } from './setting.ts';

/** Where spans and measurements go; at least one of the two. */
export interface TelemetryExport {
  /** Connection string of Application Insights. */
  applicationInsights?: string;
  /** Base address of an OTLP/HTTP collector. */
  otlpEndpoint?: string;
  serviceName: string;
}

export interface TelemetryConfig {
  /** Absent: nothing is exported. */
  telemetry?: TelemetryExport;
}

// Also what the exporter insists on; its own complaint would come at the first request only.
const connectionString = /(^|;)\s*InstrumentationKey=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*(;|$)/i;

export const telemetry = group({
  title: 'Telemetry',
  settings: {
    APPLICATIONINSIGHTS_CONNECTION_STRING: {
      meaning:
        'Connection string of Application Insights: spans and measurements go there; the platform sends log lines and its own requests to it.',
      schema: z.string().regex(connectionString, 'not a connection string: it has no InstrumentationKey'),
      example:
        'InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/',
      optional: true,
    },
    OTEL_EXPORTER_OTLP_ENDPOINT: {
      meaning: 'Base address of an OTLP/HTTP collector for the same.',
      schema: origin,
      example: 'http://localhost:4318',
      optional: true,
    },
    OTEL_EXPORTER_OTLP_HEADERS: {
      meaning: 'Headers that the collector wants to see, with commas between; the exporter itself reads it.',
      schema: z.string(),
      example: 'authorization=Bearer%20…',
      optional: true,
    },
    OTEL_SERVICE_NAME: {
      meaning: 'What the service is called there.',
      schema: z.string(),
      example: 'contoso-vaults',
      default: 'key-vault-integration',
    },
  },
  read(values): TelemetryConfig {
    const applicationInsights = values.APPLICATIONINSIGHTS_CONNECTION_STRING;
    const otlpEndpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
    if (applicationInsights === undefined && otlpEndpoint === undefined) return {};
    return { telemetry: { applicationInsights, otlpEndpoint, serviceName: values.OTEL_SERVICE_NAME } };
  },
});
