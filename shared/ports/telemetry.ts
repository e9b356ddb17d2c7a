import type { Detail, DetailValue, DimensionsOf, MetricName, SpanName } from './signals.ts';

export type Details = Partial<Record<Detail, DetailValue>>;

/** What somebody does, from beginning to end. Its ids are there even when nobody records it. */
export interface Span {
  /** 32 hexadecimal digits, the same for everything that one request led to. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Names this span to others: `traceparent` of https://www.w3.org/TR/trace-context/. */
  readonly traceparent: string;
  /** What was noted so far. */
  readonly noted: Readonly<Details>;
  /** Adds details; what is undefined is left out. */
  note(more: { [Key in Detail]?: DetailValue | undefined }): void;
  /** Marks it as failed. */
  fail(): void;
}

export interface SpanOptions {
  /** A `traceparent` from outside: the span goes on with that trace. One that is not valid is ignored. */
  parent?: string;
  /** The `traceparent` of something in another trace that it has to do with. */
  link?: string;
  /**
   * Asked at its end: whether it is one of many alike, of which most may be left out unless something failed. It decides
   * over the whole trace, so that it is asked only where the span begins one.
   */
  routine?: () => boolean;
}

/** What the service tells its operators by numbers and spans. Nothing here ever rejects or holds anything up. */
export interface Telemetry {
  /**
   * Does something within a span, which ends when that settles. A rejection marks it as failed, with the error's `code`;
   * never with its message, which may tell too much.
   */
  trace<T>(name: SpanName, work: (span: Span) => Promise<T>, options?: SpanOptions): Promise<T>;
  /** The span that the caller works in. */
  active(): Span | undefined;
  /** Adds to a counter, or records a value of a histogram or gauge. */
  measure<Name extends MetricName>(name: Name, value: number, dimensions: DimensionsOf<Name>): void;
}
