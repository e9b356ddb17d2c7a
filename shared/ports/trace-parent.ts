export interface TraceParent {
  traceId: string;
  spanId: string;
  /** Bit 0: whether the caller records its part. */
  flags: number;
}

const shape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads a `traceparent`, which may come from anybody: nothing else than what the standard allows is an id. Versions to
 * come may append to it. https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function parseTraceParent(text: string | undefined): TraceParent | undefined {
  const [, version, traceId = '', spanId = '', flags = '', rest] = shape.exec(text ?? '') ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  // Of the flags only "sampled" has a meaning in every version.
  return { traceId, spanId, flags: Number.parseInt(flags, 16) & 1 };
}

export function formatTraceParent({ traceId, spanId, flags }: TraceParent): string {
  return `00-${traceId}-${spanId}-0${flags & 1}`;
}
