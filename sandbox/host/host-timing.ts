/** The host's own times, in milliseconds unless the name says otherwise. */
export interface HostTiming {
  /** How long a message that is being worked on stays hidden, and so when it comes back after a crash. Platform: 10 minutes. */
  queueInvisibility: number;
  /** Longest time between two polls of an empty queue, where host.json says nothing. Core Tools: 2 seconds. */
  maxPollingInterval: number;
  /** The load balancer's limit for an HTTP response: 230 seconds. */
  responseLimit: number;
  /** Lease of a timer's lock in seconds, 15 to 60: after a host is killed another takes over when it runs out. */
  timerLeaseSeconds: number;
  /** Between two attempts of a host to get a timer's lock. Platform: a minute. */
  timerLockInterval: number;
  /** Before a worker that died is restarted. */
  restartDelay: number;
  /** For each step of a stop: what runs until then is cut off. */
  stopDeadline: number;
}

export const defaultTiming: HostTiming = {
  queueInvisibility: 10 * 60 * 1000,
  maxPollingInterval: 2_000,
  responseLimit: 230_000,
  timerLeaseSeconds: 15,
  timerLockInterval: 2_000,
  restartDelay: 250,
  stopDeadline: 10_000,
};
