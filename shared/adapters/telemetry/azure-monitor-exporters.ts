import { AzureMonitorMetricExporter, AzureMonitorTraceExporter } from '@azure/monitor-opentelemetry-exporter';

/** Application Insights: spans become dependencies, measurements custom metrics. */
export function createAzureMonitorExporters(connectionString: string) {
  return {
    spans: new AzureMonitorTraceExporter({ connectionString }),
    metrics: new AzureMonitorMetricExporter({ connectionString }),
  };
}
