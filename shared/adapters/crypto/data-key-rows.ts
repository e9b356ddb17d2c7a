import { z } from 'zod';
import { rowShape } from '../../store/row-shape.ts';

/*
 * Table `dataKeys`
 *   PK organization id, RK key id (a UUID): a data key, wrapped. It stays for as long as anything is sealed with it.
 *   PK organization id, RK `active`: the id of the data key that seals new values.
 *   PK organization id, RK `digest`: the key of the organization's digests, wrapped. It is never replaced.
 * `wrappedBy` says which wrapping key each needs, so that rotating that key can find what is left to wrap again.
 */
export const dataKeysTable = 'dataKeys';
export const activeRow = 'active';
export const digestRow = 'digest';

/** Of a data key, in bytes. */
export const dataKeyLength = 32;

export const wrappedRow = rowShape(1, {
  wrapped: z.instanceof(Uint8Array),
  wrappedBy: z.string(),
  createdAt: z.date(),
});
export const pointerRow = rowShape(1, { keyId: z.uuid() });
