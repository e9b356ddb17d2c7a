import type { FunctionInfo } from './function-info.ts';
import type { HostJson } from './host-json.ts';
import type { HostLog } from './host-log.ts';
import type { HostTiming } from './host-timing.ts';
import type { Invocation } from './messages.ts';
import { startQueueListener } from './queue-listener.ts';
import { storageConnection } from './settings.ts';
import { blobService, queueService } from './storage-clients.ts';
import { startTimerListener } from './timer-listener.ts';
import { parseTimerSchedule } from './timer-schedule.ts';

export interface ListenersOptions {
  functions: readonly FunctionInfo[];
  settings: Record<string, string | undefined>;
  /** The worker's environment variables: the settings, and what the platform adds. */
  environment: Record<string, string | undefined>;
  hostJson: HostJson;
  /** The same for all hosts of one app. */
  hostId: string;
  timing: HostTiming;
  invoke(invocation: Invocation): Promise<unknown>;
  log: HostLog;
}

export interface Listener {
  stop(): Promise<void>;
}

/** The container in which the platform's hosts of an app keep what they share. */
const HOSTS_CONTAINER = 'azure-webjobs-hosts';

/** A try that fails is made again by the listener itself. */
const CLIENT_OPTIONS = { retryOptions: { maxTries: 1 } };

/** Starts what waits for messages and times. Schedules and settings are checked before the first listener starts. */
export async function startListeners(options: ListenersOptions): Promise<Listener[]> {
  const queues = options.functions.flatMap((info) => (info.trigger === 'queue' ? [prepareQueue(options, info)] : []));
  const timers = options.functions.flatMap((info) => (info.trigger === 'timer' ? [prepareTimer(options, info)] : []));
  if (timers.length > 0) {
    const storage = blobService(storageConnection(undefined, options.settings), options.environment);
    await storage.getContainerClient(HOSTS_CONTAINER).createIfNotExists();
  }
  return [...queues, ...timers].map((start) => start());
}

function prepareQueue(options: ListenersOptions, info: Extract<FunctionInfo, { trigger: 'queue' }>): () => Listener {
  const { hostJson, timing, log } = options;
  const storage = storageConnection(info.connection, options.settings);
  const service = queueService(storage, options.environment, CLIENT_OPTIONS);
  return () =>
    startQueueListener({
      functionName: info.name,
      queue: service.getQueueClient(info.queueName),
      poisonQueue: service.getQueueClient(`${info.queueName}-poison`),
      settings: hostJson.queues,
      invisibility: timing.queueInvisibility,
      maxPollingInterval: hostJson.queues.maxPollingInterval ?? timing.maxPollingInterval,
      random: Math.random,
      invoke: (data, triggerMetadata) => options.invoke({ functionName: info.name, data, triggerMetadata }),
      log,
    });
}

function prepareTimer(options: ListenersOptions, info: Extract<FunctionInfo, { trigger: 'timer' }>): () => Listener {
  const { settings, environment, hostId, timing, log } = options;
  const schedule = parseTimerSchedule(info.schedule, settings.WEBSITE_TIME_ZONE || 'UTC');
  const storage = blobService(storageConnection(undefined, settings), environment, CLIENT_OPTIONS);
  const container = storage.getContainerClient(HOSTS_CONTAINER);
  return () =>
    startTimerListener({
      functionName: info.name,
      schedule,
      runOnStartup: info.runOnStartup,
      monitored: info.useMonitor && schedule.monitored,
      statusBlob: container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${info.name}/status`),
      lockBlob: container.getBlockBlobClient(`locks/${hostId}/Host.Functions.${info.name}.Listener`),
      leaseSeconds: timing.timerLeaseSeconds,
      lockInterval: timing.timerLockInterval,
      now: Date.now,
      invoke: (data) => options.invoke({ functionName: info.name, data }),
      log,
    });
}
