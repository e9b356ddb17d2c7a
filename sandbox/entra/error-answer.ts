import type { AadstsFault } from './aadsts-fault.ts';
import { type EntraResponse, jsonResponse, type Traces } from './exchange.ts';

/** As in `2026-01-31 09:30:00Z`. */
export function formatTimestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

/** The text with the traces that Entra appends to it. */
export function describeFault(fault: AadstsFault, traces: Traces, separator = ' '): string {
  const { traceId, correlationId, time } = traces;
  return [
    fault.message,
    `Trace ID: ${traceId}`,
    `Correlation ID: ${correlationId}`,
    `Timestamp: ${formatTimestamp(time)}`,
  ].join(separator);
}

export const errorUri = (authorityHost: string, fault: AadstsFault): string =>
  `${authorityHost}/error?code=${fault.number}`;

/**
 * The body of a refusal by the token and discovery endpoints.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes#handling-error-codes-in-your-application
 */
export function errorResponse(fault: AadstsFault, traces: Traces, authorityHost: string): EntraResponse {
  return jsonResponse(
    fault.status,
    {
      error: fault.error,
      error_description: describeFault(fault, traces),
      error_codes: [fault.number],
      timestamp: formatTimestamp(traces.time),
      trace_id: traces.traceId,
      correlation_id: traces.correlationId,
      error_uri: errorUri(authorityHost, fault),
      ...(fault.suberror === undefined ? {} : { suberror: fault.suberror }),
    },
    { 'cache-control': 'no-store' },
  );
}
