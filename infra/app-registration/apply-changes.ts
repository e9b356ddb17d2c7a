import type { Application } from './application.ts';
import { AzError } from './az.ts';
import type { Graph } from './graph.ts';
import type { Change } from './plan-changes.ts';

interface Deps {
  graph: Graph;
  /** Waits so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** Between tries to find what was just created: Graph's replicas learn of it one after the other. */
const patience = [1_000, 2_000, 4_000, 8_000, 16_000];

/** Carries the changes out, the updates of the application as one. Answers its client id. */
export async function applyChanges(
  deps: Deps,
  present: { id: string; appId: string } | undefined,
  changes: Change[],
): Promise<string> {
  let target = present;
  const patch: Partial<Application> = {};
  for (const change of changes) {
    if (change.kind === 'create') target = await deps.graph.createApplication(change.application);
    else if (change.kind === 'update') Object.assign(patch, change.patch);
  }
  if (target === undefined) throw new Error('there is no application, and none to create');
  const { id, appId } = target;
  if (Object.keys(patch).length > 0) await deps.graph.updateApplication(id, patch);
  for (const change of changes) {
    if (change.kind === 'add-credential') {
      const add = () => deps.graph.addCredential(id, change.credential);
      await (present === undefined ? onceKnown(deps, add) : add());
    } else if (change.kind === 'update-credential') {
      await deps.graph.updateCredential(id, change.id, { audiences: change.desired });
    }
  }
  return appId;
}

async function onceKnown(deps: Deps, act: () => Promise<void>): Promise<void> {
  for (const pause of patience) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof AzError) || error.code !== 'Request_ResourceNotFound') throw error;
      await deps.wait(pause);
    }
  }
  return await act();
}
