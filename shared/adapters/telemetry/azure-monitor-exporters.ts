import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';
import type { ApplicationInsights } from '../../config/telemetry.ts';

/** Application Insights: spans become dependencies, measurements custom metrics. */
export async function createAzureMonitorExporters({ connectionString, identity }: ApplicationInsights) {
  const credential = identity && (await credentialOf(identity));
  return {
    spans: new AzureMonitorTraceExporter({ connectionString, credential }),
    metrics: new AzureMonitorMetricExporter({ connectionString, credential }),
  };
}

/** Its role there is Monitoring Metrics Publisher, which spans need as well. */
async function credentialOf({ clientId }: NonNullable<ApplicationInsights['identity']>) {
  const { ManagedIdentityCredential } = await import('@azure/identity');
  return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
}
