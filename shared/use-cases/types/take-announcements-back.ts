import type { Stored } from '../../domain/stored.ts';
import type { CustomType } from '../../domain/types/parameter-type.ts';
import { RowConflict } from '../../ports/rows.ts';
import { replaceType } from '../../store/types.ts';
import type { Deps } from '../deps.ts';

/**
 * Makes what is announced of these types void: whoever announced it finds that out before it holds, and looks at the
 * values again. A type that has changed meanwhile is left alone; look again.
 */
export async function takeAnnouncementsBack(
  { rows }: Pick<Deps, 'rows'>,
  types: readonly Stored<CustomType>[],
): Promise<void> {
  for (const type of types) {
    const { etag: _etag, announcements: _announcements, ...without } = type;
    try {
      await replaceType(rows, without, type);
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
    }
  }
}
