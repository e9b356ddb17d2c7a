import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppStartError } from './app-start-error.ts';
import { stripJsonComments } from './strip-json-comments.ts';
import { parseTimeSpan } from './time-span.ts';

const timeSpan = z.string().transform((text, context) => {
  const milliseconds = parseTimeSpan(text);
  if (milliseconds !== undefined) return milliseconds;
  context.addIssue({ code: 'custom', message: `"${text}" is no time span such as 00:00:30` });
  return z.NEVER;
});

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings */
const queues = z
  .object({
    maxPollingInterval: timeSpan.optional(),
    visibilityTimeout: timeSpan.default(0),
    batchSize: z.int().min(1).max(32).default(16),
    maxDequeueCount: z.int().min(1).default(5),
    newBatchThreshold: z.int().min(0).optional(),
    messageEncoding: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['base64', 'none']))
      .default('base64'),
  })
  .transform((value) => ({ ...value, newBatchThreshold: value.newBatchThreshold ?? Math.floor(value.batchSize / 2) }));

const http = z.object({ routePrefix: z.string().default('api') });

const document = z.object({
  version: z.literal('2.0'),
  functionTimeout: z.union([z.literal('-1').transform(() => undefined), timeSpan]).optional(),
  extensions: z.object({ http: http.prefault({}), queues: queues.prefault({}) }).prefault({}),
});

export type QueueSettings = z.infer<typeof queues>;

export interface HostJson {
  /** Without slashes at its ends; may be empty. */
  routePrefix: string;
  /** Times in milliseconds. */
  queues: QueueSettings;
  /** Milliseconds; undefined: no limit. */
  functionTimeout?: number;
}

/** What host.json without a time-out means outside the Consumption plan. */
const DEFAULT_FUNCTION_TIMEOUT = 30 * 60 * 1000;

/** Reads host.json, with the platform's defaults for what it does not say. */
export async function readHostJson(appDirectory: string): Promise<HostJson> {
  const path = join(appDirectory, 'host.json');
  return parseHostJson(await readFile(path, 'utf8').catch(notThere(path)), path);
}

export function parseHostJson(text: string, path = 'host.json'): HostJson {
  let value: unknown;
  try {
    value = JSON.parse(stripJsonComments(text));
  } catch (error) {
    throw new AppStartError('configuration', `${path} is not JSON.`, { cause: error });
  }
  const parsed = document.safeParse(value);
  if (!parsed.success) throw new AppStartError('configuration', `${path}: ${z.prettifyError(parsed.error)}`);
  const { extensions } = parsed.data;
  const unlimited = typeof value === 'object' && value !== null && 'functionTimeout' in value;
  return {
    routePrefix: extensions.http.routePrefix.replace(/^\/+|\/+$/g, ''),
    queues: extensions.queues,
    functionTimeout: unlimited ? parsed.data.functionTimeout : DEFAULT_FUNCTION_TIMEOUT,
  };
}

function notThere(path: string) {
  return (error: unknown): never => {
    throw new AppStartError('configuration', `${path} cannot be read.`, { cause: error });
  };
}
