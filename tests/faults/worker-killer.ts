import type { ServedRequest } from '../../sandbox/key-vault/key-vault-server.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { type FaultCase, storedTask } from './fault-case.ts';

/** A run that was under way when the worker died. */
export interface Cut {
  name: string;
  kind: FaultCase['kind'];
  /** Requests that its vault had answered by then. */
  requests: number;
  /** When, in milliseconds since 1970. */
  at: number;
  /** When its vault was asked again. */
  resumedAt?: number;
}

/** When a run's worker is to be killed: so many requests to its vault, and then so many milliseconds. */
export interface KillPoint {
  requests: number;
  delay: number;
}

/**
 * Kills the worker with SIGKILL at each run's point, unless the run was already cut by another one's. A kill cuts
 * every run that is under way.
 */
export function createWorkerKiller(service: WholeService, points: ReadonlyMap<FaultCase, KillPoint>) {
  const { host, vaultRequests } = service;
  const counts = new Map<string, number>();
  const armed = new Map([...points].map(([each, point]) => [each.name, point]));
  const killed = new Set<number>();
  const cuts: Cut[] = [];
  const looking: Promise<void>[] = [];

  const onRequest = ({ vault, operation }: ServedRequest) => {
    if (operation === 'challenge') return;
    const count = (counts.get(vault.name) ?? 0) + 1;
    counts.set(vault.name, count);
    const cut = cuts.find(({ name }) => name === vault.name);
    if (cut !== undefined) cut.resumedAt ??= Date.now();
    const point = armed.get(vault.name);
    if (point === undefined || count < point.requests) return;
    armed.delete(vault.name);
    if (point.delay === 0) kill();
    else setTimeout(kill, point.delay);
  };

  function kill(): void {
    const pid = host.workerPid;
    if (pid === undefined || killed.has(pid)) return;
    killed.add(pid);
    host.kill('SIGKILL');
    looking.push(record(Date.now(), new Map(counts)));
  }

  /** The next worker takes longer to start than this takes. */
  async function record(at: number, seen: ReadonlyMap<string, number>): Promise<void> {
    const look = async (faultCase: FaultCase) => {
      if ((await storedTask(service, faultCase))?.state !== 'running') return;
      const { name, kind } = faultCase;
      armed.delete(name);
      const requests = seen.get(name) ?? 0;
      if (requests > 0) cuts.push({ name, kind, requests, at });
    };
    await Promise.all([...points.keys()].map(look));
  }

  vaultRequests.on('request', onRequest);
  return {
    /** Processes that were killed so far. */
    killed,
    async stop(): Promise<Cut[]> {
      vaultRequests.off('request', onRequest);
      await Promise.all(looking);
      return cuts;
    },
  };
}
