import type { FunctionMetadata } from './function-metadata.ts';
import type { HostLogLine } from './host-log.ts';
import type { InvocationResponse, TypedData } from './typed-data.ts';

/** An error on its way between the processes. */
export interface ErrorRecord {
  name: string;
  message: string;
  stack?: string;
}

export interface Invocation {
  functionName: string;
  /** The trigger's data. */
  data: TypedData;
  triggerMetadata?: Record<string, TypedData>;
}

export type HostMessage =
  | { type: 'invoke'; invocationId: string; invocation: Invocation }
  /** Run the app's terminate hooks and end. */
  | { type: 'terminate' };

export type WorkerMessage =
  | { type: 'ready'; functions: FunctionMetadata[] }
  /** The app could not be loaded; the process ends by itself. */
  | { type: 'failed'; error: ErrorRecord }
  | { type: 'returned'; invocationId: string; response: InvocationResponse }
  | { type: 'threw'; invocationId: string; error: ErrorRecord }
  | { type: 'log'; line: Omit<HostLogLine, 'time'> };

export function toErrorRecord(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause}` : '';
  return { name: error.name, message: error.message, stack: error.stack ? `${error.stack}${cause}` : undefined };
}
