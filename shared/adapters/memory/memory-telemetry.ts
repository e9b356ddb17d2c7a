import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { errorCode } from '../../error-code.ts';
import type { MetricName, SpanName } from '../../ports/signals.ts';
import type { Details, Span, Telemetry } from '../../ports/telemetry.ts';
import { formatTraceParent, parseTraceParent } from '../../ports/trace-parent.ts';
import { presentDetails } from '../telemetry/present-details.ts';

export interface FinishedSpan {
  name: SpanName;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** Span ids that it is linked to. */
  links: string[];
  failed: boolean;
  details: Details;
}

export interface Measurement {
  name: MetricName;
  value: number;
  dimensions: Details;
}

export interface MemoryTelemetry extends Telemetry {
  /** In the order in which they ended. */
  readonly spans: FinishedSpan[];
  readonly measurements: Measurement[];
}

export function createMemoryTelemetry(): MemoryTelemetry {
  const scope = new AsyncLocalStorage<Span>();
  const finished: FinishedSpan[] = [];
  const measurements: Measurement[] = [];

  return {
    spans: finished,
    measurements,
    async trace(name, work, { parent, link } = {}) {
      const outer = parseTraceParent(parent) ?? parseTraceParent(scope.getStore()?.traceparent);
      const linked = parseTraceParent(link);
      const traceId = outer?.traceId ?? randomBytes(16).toString('hex');
      const spanId = randomBytes(8).toString('hex');
      const noted: Details = {};
      let failed = false;
      const span: Span = {
        traceId,
        spanId,
        traceparent: formatTraceParent({ traceId, spanId, flags: outer?.flags ?? 1 }),
        noted,
        note: (more) => void Object.assign(noted, presentDetails(more)),
        fail: () => {
          failed = true;
        },
      };
      try {
        return await scope.run(span, () => work(span));
      } catch (error) {
        span.note({ code: noted.code ?? errorCode(error) });
        failed = true;
        throw error;
      } finally {
        const links = linked === undefined ? [] : [linked.spanId];
        finished.push({ name, traceId, spanId, parentSpanId: outer?.spanId, links, failed, details: { ...noted } });
      }
    },
    active: () => scope.getStore(),
    measure: (name, value, dimensions) => {
      measurements.push({ name, value, dimensions: presentDetails(dimensions) });
    },
  };
}
