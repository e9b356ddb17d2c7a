import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWholeService, type WholeService } from '../scripts/whole-service/start-whole-service.ts';
import { everyCheck } from '../shared/store/checks.ts';
import { shards } from '../shared/store/checks-table.ts';
import { countStorageRequests, type StorageCounter } from './count-storage-requests.ts';
import { fillIntegrations } from './fill-integrations.ts';
import { watchMemory } from './process-memory.ts';

const minute = 60_000;
/** Longest that is waited, in milliseconds. */
const limit = 30 * minute;

/**
 * What an instance of 512 MB leaves to the heap. Where there is as much memory as on a developer's machine V8 collects
 * late, and a peak says how long it ran, not what it needs.
 */
const heapOfSmallInstance = '--max-old-space-size=160';

export interface HealthRun {
  /** Seconds from the timer until all integrations were tested, and until those were whose vaults answer. */
  allTested: number;
  othersTested: number;
  /** Messages of the timer's turn. */
  messages: number;
  /** Requests to table storage by the whole service meanwhile. */
  tables: number;
  /** Requests that the most asked vault answered, and how often the most tested one was tested. */
  mostOfVault: number;
  mostTests: number;
  /** Requests for tokens of the tenant with the most of them. */
  mostOfTenant: number;
  /** MiB, of the worker. */
  memory: number;
}

/** One turn of the timer, in a service of its own. `silentEvery`: one vault of so many never answers. */
export async function runHealth(options: {
  count: number;
  perTenant: number;
  silentEvery?: number;
}): Promise<HealthRun> {
  let counter: StorageCounter | undefined;
  const sent = countMessages();
  const service = await startWholeService({
    storageFor: async (emulator) => {
      counter = await countStorageRequests(emulator, ['Table', 'Queue'], sent.read);
      return counter;
    },
    // The turn began half an hour ago, and the next one is far: the timer fires when it is told to.
    host: {
      environment: { NODE_OPTIONS: heapOfSmallInstance },
      settings: { CHECK_SCHEDULE: dailyAt(new Date(Date.now() - 30 * minute)) },
    },
  });
  try {
    const filled = await fillIntegrations(service, options);
    const memory = watchMemory(service.host.workerPid);
    counter?.reset();
    service.sandbox.entra.takeTokenRequests();
    const began = Date.now();
    await fireTimer(service);
    const times = await untilTested(service, new Date(began), filled.silent);
    const { messages } = sent;
    const tables = counter?.counts.Table ?? 0;
    memory.stop();
    const counters = filled.answering.map((vault) => vault.counters.operations);
    const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);
    return {
      allTested: (times.all - began) / 1000,
      othersTested: (times.others - began) / 1000,
      messages: messages(),
      tables,
      mostOfVault: greatest(counters.map((operations) => sum(Object.values(operations)))),
      mostTests: greatest(counters.map(({ list = 0 }) => list)),
      mostOfTenant: greatest(Object.values(service.sandbox.entra.takeTokenRequests())),
      memory: memory.peak(),
    };
  } finally {
    await service.stop();
  }
}

/** NCRONTAB. */
function dailyAt(time: Date): string {
  return `0 ${time.getUTCMinutes()} ${time.getUTCHours()} * * *`;
}

/** https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http */
async function fireTimer({ host }: WholeService): Promise<void> {
  const answer = await fetch(`${host.url}/admin/functions/scheduleChecks`, { method: 'POST', body: '{}' });
  if (answer.status !== 202) throw new Error(`the timer answered ${answer.status}`);
}

/** When all checks had a test since `began`, and when those had of which the vault answers. */
async function untilTested(
  { deps: { rows } }: WholeService,
  began: Date,
  silent: ReadonlySet<string>,
): Promise<{ all: number; others: number }> {
  let others: number | undefined;
  for (const end = Date.now() + limit; Date.now() < end; await sleep(500)) {
    const left = { all: 0, others: 0 };
    for (const shard of shards) {
      for await (const check of everyCheck(rows, shard)) {
        if ('unreadable' in check) throw new Error(`a check cannot be read: ${check.unreadable}`);
        if (check.lastCheckedAt !== null && check.lastCheckedAt >= began) continue;
        left.all += 1;
        if (!silent.has(check.integrationId)) left.others += 1;
      }
    }
    if (left.others === 0) others ??= Date.now();
    if (left.all === 0) return { all: Date.now(), others: others ?? Date.now() };
  }
  throw new Error('not all integrations were tested');
}

/** Counts the messages of the timer's run: of the run that sends first, since failures have tests of their own later. */
function countMessages() {
  const claims: string[] = [];
  return {
    read(request: IncomingMessage): void {
      if (request.method !== 'POST' || !/\/checks\/messages\?/.test(request.url ?? '')) return;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = /<MessageText>([^<]+)</.exec(Buffer.concat(chunks).toString())?.[1] ?? '';
        claims.push(JSON.parse(Buffer.from(text, 'base64').toString()).claim);
      });
    },
    messages: () => claims.filter((claim) => claim === claims[0]).length,
  };
}

const greatest = (numbers: readonly number[]): number => numbers.reduce((most, number) => Math.max(most, number), 0);
