import { type BlockBlobClient, RestError } from '@azure/storage-blob';
import type { HostLog } from './host-log.ts';
import { WorkerLost } from './invocation-errors.ts';
import { sleep } from './sleep.ts';
import { holdTimerLock } from './timer-lock.ts';
import type { TimerSchedule } from './timer-schedule.ts';
import { checkPastDue, readStatus, statusAfterRun, type TimerStatus, timerData, writeStatus } from './timer-status.ts';
import type { TypedData } from './typed-data.ts';

const DAY = 24 * 60 * 60 * 1000;

export interface TimerListenerOptions {
  functionName: string;
  schedule: TimerSchedule;
  runOnStartup: boolean;
  /** Whether runs are remembered, so that a missed one is made up for. */
  monitored: boolean;
  statusBlob: BlockBlobClient;
  lockBlob: BlockBlobClient;
  leaseSeconds: number;
  /** Milliseconds between two attempts to become the host that runs the timer. */
  lockInterval: number;
  now: () => number;
  invoke(data: TypedData): Promise<unknown>;
  log: HostLog;
}

export interface TimerListener {
  /** Resolves when a run that is going on is through. */
  stop(): Promise<void>;
}

/**
 * Runs one timer function on its schedule, on one host at a time, never twice at once. A run that was missed (no host ran at
 * that time) is made up for once, at once. A failing handler does not stop the schedule. A run whose worker died counts as missed.
 */
export function startTimerListener(options: TimerListenerOptions): TimerListener {
  const stopping = new AbortController();
  const lock = {
    blob: options.lockBlob,
    leaseSeconds: options.leaseSeconds,
    retryInterval: options.lockInterval,
    report: (error: unknown) => report(options, error),
  };
  const finished = holdTimerLock(lock, stopping.signal, (held) => runSchedule(options, held));
  return {
    async stop() {
      stopping.abort();
      await finished;
    },
  };
}

async function runSchedule(options: TimerListenerOptions, held: AbortSignal): Promise<void> {
  const { schedule, now, monitored } = options;
  const checked = checkPastDue(monitored ? await load(options) : undefined, schedule, now());
  let { status, isPastDue } = checked;
  if (checked.changed) await save(options, status);
  let atOnce = isPastDue || options.runOnStartup;
  while (!held.aborted) {
    const due = !atOnce;
    if (due) await sleepUntil(status.next, now, held);
    if (held.aborted) return;
    const startedAt = now();
    const ran = await run(options, timerData(monitored ? status : undefined, isPastDue));
    if (ran) {
      status = statusAfterRun(status, schedule, startedAt, due);
      await save(options, status);
    }
    isPastDue = !ran && now() > status.next;
    atOnce = isPastDue;
  }
}

/** False when nobody knows whether it ran to its end. */
async function run({ invoke, log, functionName }: TimerListenerOptions, data: TypedData): Promise<boolean> {
  try {
    await invoke(data);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', source: 'host', message, functionName });
    return !(error instanceof WorkerLost);
  }
  return true;
}

/** A timer cannot be set further ahead than 24 days. */
async function sleepUntil(time: number, now: () => number, held: AbortSignal): Promise<void> {
  while (!held.aborted && now() < time) await sleep(Math.min(time - now(), DAY), held);
}

async function load({ statusBlob }: TimerListenerOptions): Promise<TimerStatus | undefined> {
  try {
    return readStatus((await statusBlob.downloadToBuffer()).toString('utf8'));
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404) return undefined;
    throw error;
  }
}

/** Best effort, as on the platform: a run that is not remembered may be taken for a missed one after a restart. */
async function save(options: TimerListenerOptions, status: TimerStatus): Promise<void> {
  if (!options.monitored) return;
  const text = writeStatus(status);
  await options.statusBlob.upload(text, Buffer.byteLength(text)).catch((error: unknown) => report(options, error));
}

function report({ log, functionName }: TimerListenerOptions, error: unknown): void {
  log({ level: 'error', source: 'host', message: `Timer ${functionName}: ${error}`, functionName });
}
