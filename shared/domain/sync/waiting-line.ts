/** A task that waits for its turn among those of its organization. */
export interface WaitingTask {
  taskId: string;
  integrationId: string;
  actionId: string;
  /** When it tried, somebody else worked on its vault. Otherwise all of the organization's places were taken. */
  vaultBusy: boolean;
}

type Placed = Pick<WaitingTask, 'taskId' | 'integrationId'>;

/**
 * Whether a task may try to begin: nobody waits who came before it and could begin now. Ids of tasks sort by time. Behind
 * one whose vault is busy only those wait that want the same vault.
 */
export function mayTry(line: readonly WaitingTask[], { taskId, integrationId }: Placed): boolean {
  return !heads(line).some((head) => head.taskId < taskId && (!head.vaultBusy || head.integrationId === integrationId));
}

/** Whose turn it is when a place has become free. `freed`: the integration whose vault has become free with it. */
export function nextInLine(line: readonly WaitingTask[], freed?: string): WaitingTask | undefined {
  return heads(line).find((head) => !head.vaultBusy || head.integrationId === freed);
}

/**
 * Whose turn it is when nobody has told that a place became free: as many of the oldest as there are places, one for each
 * integration that is not worked on. `working`: the integrations of the organization's tasks that are open and not in the
 * line, one for each task; each of these tasks has a place or is about to ask for one.
 */
export function fillPlaces(line: readonly WaitingTask[], working: readonly string[], places: number): WaitingTask[] {
  const busy = new Set(working);
  return heads(line)
    .filter(({ integrationId }) => !busy.has(integrationId))
    .slice(0, Math.max(0, places - working.length));
}

/** The oldest of each integration, the oldest first: only one at a time can work on a vault. */
function heads(line: readonly WaitingTask[]): WaitingTask[] {
  const first = new Map<string, WaitingTask>();
  for (const task of line) {
    const head = first.get(task.integrationId);
    if (head === undefined || task.taskId < head.taskId) first.set(task.integrationId, task);
  }
  return [...first.values()].sort((one, other) => (one.taskId < other.taskId ? -1 : 1));
}
