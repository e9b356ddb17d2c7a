import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../../ports/random.ts';

/** The operating system's randomness. */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  bytes: (count) => Uint8Array.from(randomBytes(count)),
};
