import type { ServedRequest } from '../../sandbox/key-vault/key-vault-server.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { type FaultCase, storedTask } from './fault-case.ts';

/** A run that was under way when its worker died. */
export interface Cut {
  faultCase: FaultCase;
  /** Requests that its vault had answered by then, one at least. */
  requests: number;
  /** When, in milliseconds since 1970. */
  at: number;
  /** When its vault was asked again. */
  resumedAt?: number;
}

/** The longest that a kill comes after the request that is its point: beyond the vault, in the midst of storage. */
const longestDelay = 20;

/**
 * Kills the worker with SIGKILL again and again, until every run was cut once. The point is random: a share of the
 * run's requests, reached by the one that is farthest; half of the time right at the request, before its answer.
 * `random` gives numbers from 0 to 1.
 */
export function createWorkerKiller(service: WholeService, cases: readonly FaultCase[], random: () => number) {
  const { host, vaultRequests } = service;
  const byName = new Map(cases.map((each) => [each.connected.vault.name, each]));
  const counts = new Map<FaultCase, number>();
  const cuts = new Map<FaultCase, Cut>();
  const killed = new Set<number>();
  let looking: Promise<unknown> = Promise.resolve();
  let share = random();

  const onRequest = ({ vault, operation }: ServedRequest) => {
    const faultCase = byName.get(vault.name);
    if (faultCase === undefined || operation === 'challenge') return;
    const count = (counts.get(faultCase) ?? 0) + 1;
    counts.set(faultCase, count);
    const cut = cuts.get(faultCase);
    if (cut !== undefined) {
      // Requests of the dead one may still be on their way.
      if (host.workerPid !== undefined && !killed.has(host.workerPid)) cut.resumedAt ??= Date.now();
    } else if (count >= share * faultCase.requests) {
      kill();
    }
  };

  function kill(): void {
    const pid = host.workerPid;
    if (pid === undefined || killed.has(pid)) return;
    killed.add(pid);
    share = random();
    if (random() < 0.5) die();
    else setTimeout(die, random() * longestDelay);
  }

  function die(): void {
    host.kill('SIGKILL');
    looking = Promise.all([looking, record(Date.now(), new Map(counts))]);
  }

  /** The next worker takes longer to start than this takes. */
  async function record(at: number, seen: ReadonlyMap<FaultCase, number>): Promise<void> {
    const look = async (faultCase: FaultCase) => {
      const requests = seen.get(faultCase) ?? 0;
      // One that was about to be planned was not cut amid anything: its turn comes later.
      if (requests === 0 || (await storedTask(service, faultCase)).state !== 'running') return;
      cuts.set(faultCase, { faultCase, requests, at });
    };
    await Promise.all(cases.filter((each) => !cuts.has(each)).map(look));
  }

  vaultRequests.on('request', onRequest);
  return {
    /** Processes that were killed so far. */
    killed,
    /** Kills no more; answers with what was cut. */
    async stop(): Promise<Cut[]> {
      vaultRequests.off('request', onRequest);
      await looking;
      return [...cuts.values()];
    },
  };
}
