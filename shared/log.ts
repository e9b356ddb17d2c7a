/** Structured log lines: an event name and fields. Fields never hold a secret; `Secret` prints as `[secret]` anyway. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields & { error?: unknown }): void;
}

export type LogLevel = 'info' | 'warn' | 'error';

export type LogFields = Record<string, unknown>;

/** What a line is written in: see `Span`. */
export type LogContext = () => { traceId: string; spanId: string } | undefined;

/**
 * Writes one JSON object a line, with the ids of the span that it is written in. `write` is `console.*` on the platform,
 * where a line becomes a trace.
 */
export function createJsonLog(
  write: (level: LogLevel, line: string) => void,
  context: LogContext = () => undefined,
): Log {
  const emit = (level: LogLevel, event: string, fields: LogFields = {}) => {
    const { error, ...rest } = fields;
    const { traceId, spanId } = context() ?? {};
    const told = error === undefined ? {} : { error: describeError(error) };
    write(level, JSON.stringify({ event, ...rest, traceId, spanId, ...told }));
  };
  return {
    info: (event, fields) => emit('info', event, fields),
    warn: (event, fields) => emit('warn', event, fields),
    error: (event, fields) => emit('error', event, fields),
  };
}

/**
 * Name, code, message and stack of an error and its causes. Other properties are left out: SDK errors carry
 * requests and responses, and those carry secrets.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: unknown }).code;
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: error.message,
    stack: depth === 0 ? error.stack : undefined,
    ...(error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
