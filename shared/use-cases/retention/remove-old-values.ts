import { cutoff } from '../../domain/retention/cutoff.ts';
import { newestOld, type OldValue, planOldValues } from '../../domain/retention/plan-old-values.ts';
import { tagMoments } from '../../domain/retention/tag-moments.ts';
import { listTagTimes } from '../../store/environment-tags.ts';
import { listEnvironments } from '../../store/environments.ts';
import { listProjects } from '../../store/projects.ts';
import { deleteOldValues, oldValueAt, readOldValues } from '../../store/value-history.ts';
import { environmentHeads } from '../../store/values.ts';
import { getValuesFloor, putValuesFloor } from '../../store/values-floor.ts';
import type { SweepDeps, SweepPart, Tell } from './sweep.ts';

/** Longer than any request lasts, in milliseconds: whoever made a tag before the floor was announced has made it. */
const settled = 15 * 60_000;

interface Owner {
  organizationId: string;
  projectId: string;
}

/**
 * Removes values that were replaced long ago, unless a tag stands for a time at which they held. From when on they are
 * complete is announced first, and they go at the earliest a quarter of an hour later, that is in the next round. The keys
 * of the history are by parameter, so that all of them are read, 1,000 with a request.
 */
export const removeOldValues: SweepPart = async function* (deps, organizationId, tell, after) {
  const { rows, clock, retention } = deps;
  const announced = await getValuesFloor(rows, organizationId);
  const now = clock.now();
  if (announced !== undefined && now.getTime() - announced.announcedAt.getTime() >= settled) {
    const tags = await listTagTimes(rows, organizationId);
    const moments = tagMoments(await listEnvironments(rows, organizationId), tags);
    for (const { id: projectId } of await listProjects(rows, organizationId)) {
      const begun = after.startsWith(`${projectId} `);
      if (!begun && projectId <= after) continue;
      let key = begun ? after.slice(projectId.length + 1) : undefined;
      do {
        key = await removeSome(
          deps,
          { organizationId, projectId },
          { floor: announced.floor, moments, after: key },
          tell,
        );
        if (key !== undefined) yield `${projectId} ${key}`;
      } while (key !== undefined);
      yield projectId;
    }
  }
  const floor = cutoff(retention.valueDays, now);
  if (floor !== undefined && (announced === undefined || floor > announced.floor)) {
    await putValuesFloor(rows, organizationId, { floor, announcedAt: now }, announced);
  }
};

/** Gives where to go on; nothing when the project is through. */
async function removeSome(
  { rows }: SweepDeps,
  owner: Owner,
  { floor, moments, after }: { floor: Date; moments: ReadonlyMap<string, Date[]>; after: string | undefined },
  tell: Tell,
): Promise<string | undefined> {
  const { values, next } = await readOldValues(rows, owner, after);
  const before = after === undefined ? undefined : oldValueAt(after);
  // Read after the old values, so that no value seems to have been replaced before it was.
  const present = await presentSince({ rows }, owner, newestOld(values, { before, floor }));
  const due = planOldValues(values, {
    before,
    floor,
    momentsOf: (environmentId) => moments.get(environmentId) ?? [],
    replacedAt: ({ environmentId, parameterId }) => present.get(`${environmentId} ${parameterId}`),
  });
  tell('values', await deleteOldValues(rows, owner, due));
  return next;
}

/** Since when what holds now does, for the environments of these values. */
async function presentSince(
  { rows }: Pick<SweepDeps, 'rows'>,
  owner: Owner,
  values: readonly OldValue[],
): Promise<Map<string, Date>> {
  const since = new Map<string, Date>();
  for (const environmentId of new Set(values.map((value) => value.environmentId))) {
    for await (const head of environmentHeads(rows, owner, environmentId, { content: false })) {
      since.set(`${environmentId} ${head.parameterId}`, head.since);
    }
  }
  return since;
}
