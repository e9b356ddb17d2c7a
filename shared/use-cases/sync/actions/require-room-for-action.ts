import type { Deps } from '../../deps.ts';
import { type Room, roomFor } from '../../limits/room-for.ts';

/** Rejects with `limit.actions` when the organization has as many imports and pushes as it may. */
export async function requireRoomForAction(
  deps: Pick<Deps, 'rows' | 'limits' | 'usage' | 'clock'>,
  organizationId: string,
): Promise<Room> {
  const room = await roomFor(deps, organizationId, 'actions');
  const refusal = room.refusal();
  if (refusal !== undefined) throw refusal;
  return room;
}
