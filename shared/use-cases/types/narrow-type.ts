import type { Stored } from '../../domain/stored.ts';
import { announcementsOf } from '../../domain/types/announcement.ts';
import type { Announcement, CustomType } from '../../domain/types/parameter-type.ts';
import { RowConflict } from '../../ports/rows.ts';
import type { StructureVersion } from '../../store/structure.ts';
import { getType, listTypes, replaceType } from '../../store/types.ts';
import { Overtaken } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { checkValuesOfTypes } from './check-values-of-types.ts';

/** More than people make at once; what was cut off may have left some as well. */
const mostAnnouncements = 4;

/**
 * Gives a type rules, or a parent, that ask more of values, and returns the new etag. First it is announced, so that
 * no value is set any more that would break it; then the values that are set are held against it; then it holds, if
 * nobody has made the announcement void. Wherever this is cut off, what is left is an announcement that hinders nobody.
 * Rejects with `rule.violated`, and with `RowConflict` or `Overtaken` when it is to be decided anew.
 */
export async function narrowType(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random'>,
  { before, after, structure }: { before: Stored<CustomType>; after: CustomType; structure?: StructureVersion },
): Promise<string> {
  const { rows } = deps;
  const { organizationId } = before;
  const announcement = { id: deps.random.uuid(), rules: after.rules, parent: after.parent };
  const announced = await announce(deps, before, announcement);
  try {
    // Only now: a type that comes to rest on this one later, and a parameter of it, know of the announcement.
    const types = await listTypes(rows, organizationId);
    await checkValuesOfTypes(deps, { types, changed: after });
    return await confirm(deps, { announced, announcement, after, structure });
  } catch (error) {
    // Whoever it hinders does it if this fails: what the caller has to know is what went wrong first.
    await withdraw(deps, announced, announcement).catch(() => {});
    throw error;
  }
}

async function announce(
  { rows }: Pick<Deps, 'rows'>,
  before: Stored<CustomType>,
  announcement: Announcement,
): Promise<Stored<CustomType>> {
  const { etag: _etag, ...unchanged } = before;
  const announcements = [...announcementsOf(before), announcement].slice(-mostAnnouncements);
  const announced = { ...unchanged, announcements };
  return { ...announced, etag: await replaceType(rows, announced, before) };
}

/** Lets it hold, if it is still announced. Every change of a type makes all that was announced of it void. */
async function confirm(
  { rows }: Pick<Deps, 'rows'>,
  {
    announced,
    announcement,
    after,
    structure,
  }: { announced: Stored<CustomType>; announcement: Announcement; after: CustomType; structure?: StructureVersion },
): Promise<string> {
  for (let was = announced; ; ) {
    try {
      return await replaceType(rows, after, was, structure);
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      const now = await getType(rows, announced.organizationId, announced.id);
      // It was not the type that had changed.
      if (now?.etag === was.etag) throw error;
      // Somebody else's announcement came or went: that alone is no reason to look at all values again.
      const stands = now !== undefined && announcementsOf(now).some(({ id }) => id === announcement.id);
      if (!stands) throw new Overtaken('announcement', { cause: error });
      was = now;
    }
  }
}

async function withdraw(
  { rows }: Pick<Deps, 'rows'>,
  announced: Stored<CustomType>,
  { id }: Announcement,
): Promise<void> {
  for (let was: Stored<CustomType> | undefined = announced; was !== undefined; ) {
    const { etag: _etag, ...unchanged } = was;
    const announcements = announcementsOf(was).filter((each) => each.id !== id);
    if (announcements.length === announcementsOf(was).length) return;
    try {
      await replaceType(rows, { ...unchanged, announcements }, was);
      return;
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      was = await getType(rows, was.organizationId, was.id);
    }
  }
}
