import { z } from 'zod';
import { origin, wholeNumber } from './fields.ts';
import { group } from './setting.ts';

export interface ApplicationInsights {
  connectionString: string;
  /** The managed identity that is known there; absent: whoever has the connection string is heard. */
  identity?: {
    /** Absent: the identity that Azure made with the app (system-assigned). */
    clientId?: string;
  };
}

/** Where spans and measurements go; at least one of the two. */
export interface TelemetryExport {
  applicationInsights?: ApplicationInsights;
  /** Base address of an OTLP/HTTP collector. */
  otlpEndpoint?: string;
  serviceName: string;
  /** Of how many routine health checks one keeps its spans. */
  checkSpansOneIn: number;
}

export interface TelemetryConfig {
  /** Absent: nothing is exported. */
  telemetry?: TelemetryExport;
}

// Also what the exporter insists on; its own complaint would come at the first request only.
const connectionString = /(^|;)\s*InstrumentationKey=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*(;|$)/i;

/** https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string */
function readIdentity(text: string, context: z.RefinementCtx): ApplicationInsights['identity'] {
  const pairs = text.split(';').map((pair) => pair.split('='));
  const parts = new Map(pairs.map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim()]));
  const clientId = parts.get('clientid');
  if (
    parts.get('authorization')?.toUpperCase() !== 'AAD' ||
    (parts.has('clientid') && !z.guid().safeParse(clientId).success)
  ) {
    context.addIssue({ code: 'custom', message: 'not Authorization=AAD, with or without the ClientId of an identity' });
    return z.NEVER;
  }
  return clientId === undefined ? {} : { clientId };
}

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
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: {
      meaning:
        'By which identity it is sent, where Application Insights hears identities only: `Authorization=AAD`, for a user-assigned managed identity with its `ClientId`. The platform reads it too.',
      schema: z.string().transform(readIdentity),
      example: 'ClientId=22222222-3333-4444-8555-666666666666;Authorization=AAD',
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
    CHECK_SPANS_ONE_IN: {
      meaning:
        'Of how many routine health checks the spans of one are sent; 1: of all. Routine is what finds a vault connected, as before and in the usual time.',
      schema: wholeNumber(1, 1_000),
      example: '1',
      default: '20',
    },
  },
  read(values): TelemetryConfig {
    const connectionString = values.APPLICATIONINSIGHTS_CONNECTION_STRING;
    const identity = values.APPLICATIONINSIGHTS_AUTHENTICATION_STRING;
    const applicationInsights =
      connectionString === undefined
        ? undefined
        : { connectionString, ...(identity === undefined ? {} : { identity }) };
    const otlpEndpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
    if (applicationInsights === undefined && otlpEndpoint === undefined) return {};
    const { OTEL_SERVICE_NAME: serviceName, CHECK_SPANS_ONE_IN: checkSpansOneIn } = values;
    return { telemetry: { applicationInsights, otlpEndpoint, serviceName, checkSpansOneIn } };
  },
});
