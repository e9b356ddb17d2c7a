import { ROOT_CONTEXT, type Span, SpanStatusCode } from '@opentelemetry/api';
import {
  type ReadableSpan,
  SamplingDecision,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

/**
 * Percentage of the traces like this one that are kept, on each span of a trace that stands for others. Azure Monitor's
 * exporter makes the span's `itemCount` of it. https://learn.microsoft.com/azure/azure-monitor/app/opentelemetry-sampling
 */
export const sampleRate = 'microsoft.sample_rate';

/** Spans that are held at once, at most: some 1 KB each. Ten full batches of tests hold 600. */
const mostHeld = 2_000;

interface HeldTrace {
  /** Spans that have ended. */
  ended: ReadableSpan[];
  /** How many have not. */
  open: number;
  /** Known when the span ends that the trace began with. */
  routine: boolean;
}

/**
 * Leaves out most traces that turn out to be routine and in which nothing failed, each as a whole: of `oneIn` of them one is
 * kept. Which one is decided by the trace's id, so that others who decide by it decide alike.
 *
 * A trace may be routine whose first span is announced by {@link hold}; its spans are held until all have ended. The spans
 * of all other traces pass at once, and so do those for which there is no room: their trace is kept then.
 */
export class RoutineTraces implements SpanProcessor {
  readonly #next: readonly SpanProcessor[];
  readonly #oneIn: number;
  readonly #sampler: TraceIdRatioBasedSampler;
  readonly #held = new Map<string, HeldTrace>();
  #spans = 0;

  constructor(next: readonly SpanProcessor[], oneIn: number) {
    this.#next = next;
    this.#oneIn = oneIn;
    this.#sampler = new TraceIdRatioBasedSampler(1 / oneIn);
  }

  /** The span has just been started, in this process, and began its trace. */
  hold(first: Span): void {
    if (this.#oneIn === 1 || !first.isRecording()) return;
    this.#held.set(first.spanContext().traceId, { ended: [], open: 1, routine: false });
  }

  /** The span that was announced is about to end, and its trace is routine. */
  foundRoutine(first: Span): void {
    const trace = this.#held.get(first.spanContext().traceId);
    if (trace !== undefined) trace.routine = true;
  }

  onStart(...started: Parameters<SpanProcessor['onStart']>): void {
    const trace = this.#held.get(started[0].spanContext().traceId);
    if (trace !== undefined) trace.open += 1;
    for (const next of this.#next) next.onStart(...started);
  }

  onEnd(span: ReadableSpan): void {
    const { traceId } = span.spanContext();
    const trace = this.#held.get(traceId);
    if (trace === undefined) {
      this.#pass([span]);
      return;
    }
    trace.ended.push(span);
    trace.open -= 1;
    this.#spans += 1;
    if (trace.open === 0) this.#pass(this.#sample(traceId, this.#take(traceId, trace)));
    else if (this.#spans > mostHeld) this.#pass(this.#take(traceId, trace).ended);
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.#next.map((next) => next.forceFlush()));
  }

  /** What has ended of traces that have not is sent as well. */
  async shutdown(): Promise<void> {
    for (const [traceId, trace] of this.#held) this.#pass(this.#take(traceId, trace).ended);
    await Promise.all(this.#next.map((next) => next.shutdown()));
  }

  /** Those spans of a trace that are kept: all or none. */
  #sample(traceId: string, { ended, routine }: HeldTrace): ReadableSpan[] {
    if (!routine || ended.some(({ status }) => status.code === SpanStatusCode.ERROR)) return ended;
    const { decision } = this.#sampler.shouldSample(ROOT_CONTEXT, traceId);
    if (decision !== SamplingDecision.RECORD_AND_SAMPLED) return [];
    for (const { attributes } of ended) attributes[sampleRate] = 100 / this.#oneIn;
    return ended;
  }

  #take(traceId: string, trace: HeldTrace): HeldTrace {
    this.#held.delete(traceId);
    this.#spans -= trace.ended.length;
    return trace;
  }

  #pass(spans: readonly ReadableSpan[]): void {
    for (const span of spans) for (const next of this.#next) next.onEnd(span);
  }
}
