export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical';

/** One line of the host's log. */
export interface HostLogLine {
  /** ISO 8601. */
  time: string;
  level: LogLevel;
  /** `host`: this host; `function`: `context.log`; `console`: `console.*` and whatever the app prints. */
  source: 'host' | 'function' | 'console';
  message: string;
  functionName?: string;
  invocationId?: string;
}

/** Where parts of the host write to; the time is added for them. */
export type HostLog = (line: Omit<HostLogLine, 'time'>) => void;
