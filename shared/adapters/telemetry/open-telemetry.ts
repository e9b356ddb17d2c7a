import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import * as api from '@opentelemetry/api';
import { errorCode } from '../../error-code.ts';
import { type MetricDeclaration, metrics, spans } from '../../ports/signals.ts';
import type { Details, Span, Telemetry } from '../../ports/telemetry.ts';
import { formatTraceParent, parseTraceParent, type TraceParent } from '../../ports/trace-parent.ts';
import { presentDetails } from './present-details.ts';
import type { RoutineTraces } from './routine-traces.ts';

/** Who the spans and measurements come from. */
export const scope = 'key-vault-integration';

export interface OpenTelemetryOptions {
  /** What records; without it nothing does, and only ids are passed on. */
  tracer?: api.Tracer;
  meter?: api.Meter;
  /** Leaves most routine traces out of what the tracer records; without it all are kept. */
  routineTraces?: Pick<RoutineTraces, 'hold' | 'foundRoutine'>;
}

/**
 * Telemetry by OpenTelemetry's API. It keeps the active span itself rather than in the API's global context, so that
 * nothing has to be registered for the whole process and ids go through where nobody records.
 */
export function createOpenTelemetry(options: OpenTelemetryOptions = {}): Telemetry {
  const tracer = options.tracer ?? api.trace.getTracer(scope);
  const { routineTraces } = options;
  const recordOf = createInstruments(options.meter);
  const active = new AsyncLocalStorage<OpenSpan>();

  return {
    async trace(name, work, { parent, link, routine } = {}) {
      const outer = parseTraceParent(parent) ?? active.getStore()?.identity;
      const linked = parseTraceParent(link);
      const recorded = tracer.startSpan(
        name,
        {
          kind: spans[name].kind === 'request' ? api.SpanKind.CLIENT : api.SpanKind.INTERNAL,
          links: linked === undefined ? [] : [{ context: toSpanContext(linked) }],
        },
        outer === undefined ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, toSpanContext(outer)),
      );
      const span = new OpenSpan(recorded, identityOf(recorded, outer));
      const mayBeRoutine = routine !== undefined && outer === undefined;
      if (mayBeRoutine) routineTraces?.hold(recorded);
      try {
        return await active.run(span, () => work(span));
      } catch (error) {
        span.note({ code: span.noted.code ?? errorCode(error) });
        span.fail();
        throw error;
      } finally {
        if (mayBeRoutine && routine()) routineTraces?.foundRoutine(recorded);
        recorded.end();
      }
    },
    active: () => active.getStore(),
    measure: (name, value, dimensions) => recordOf(name)?.(value, presentDetails(dimensions)),
  };
}

class OpenSpan implements Span {
  readonly identity: TraceParent;
  readonly noted: Details = {};
  readonly #recorded: api.Span;

  constructor(recorded: api.Span, identity: TraceParent) {
    this.#recorded = recorded;
    this.identity = identity;
  }

  get traceId(): string {
    return this.identity.traceId;
  }

  get spanId(): string {
    return this.identity.spanId;
  }

  get traceparent(): string {
    return formatTraceParent(this.identity);
  }

  note(more: Parameters<Span['note']>[0]): void {
    const present = presentDetails(more);
    Object.assign(this.noted, present);
    this.#recorded.setAttributes(present);
  }

  fail(): void {
    this.#recorded.setStatus({ code: api.SpanStatusCode.ERROR });
  }
}

function toSpanContext({ traceId, spanId, flags }: TraceParent): api.SpanContext {
  return { traceId, spanId, traceFlags: flags, isRemote: true };
}

/** A tracer that records nothing hands the parent's ids back, or none at all: then the span gets its own from here. */
function identityOf(recorded: api.Span, outer: TraceParent | undefined): TraceParent {
  const context = recorded.spanContext();
  if (api.isSpanContextValid(context) && context.spanId !== outer?.spanId) {
    return { traceId: context.traceId, spanId: context.spanId, flags: context.traceFlags };
  }
  const spanId = randomBytes(8).toString('hex');
  return { traceId: outer?.traceId ?? randomBytes(16).toString('hex'), spanId, flags: outer?.flags ?? 0 };
}

type Record = (value: number, attributes: api.Attributes) => void;

/** Upper bounds in seconds: from what a cache answers to what an invocation may take. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 240, 900, 3600, 86_400];

/** Made when they are first used: a meter lists all that it has. */
function createInstruments(meter: api.Meter | undefined): (name: keyof typeof metrics) => Record | undefined {
  const made = new Map<string, Record>();
  const make = (meter: api.Meter, name: string, { kind, unit, meaning: description }: MetricDeclaration): Record => {
    if (kind === 'counter') {
      const counter = meter.createCounter(name, { unit, description });
      return (value, attributes) => counter.add(value, attributes);
    }
    const instrument =
      kind === 'gauge'
        ? meter.createGauge(name, { unit, description })
        : meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: bounds } });
    return (value, attributes) => instrument.record(value, attributes);
  };
  return (name) => {
    if (meter === undefined) return undefined;
    const record = made.get(name) ?? make(meter, name, metrics[name]);
    made.set(name, record);
    return record;
  };
}
