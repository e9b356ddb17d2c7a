import { createHash } from 'node:crypto';
import type { Random } from '../../ports/random.ts';

/** The same sequence for the same seed: for tests, never for keys. */
export function createSeededRandom(seed: number): Random {
  let block = 0;
  let left = Buffer.alloc(0);

  function bytes(count: number): Uint8Array {
    const taken: Buffer[] = [];
    for (let missing = count; missing > 0; ) {
      if (left.length === 0) {
        left = createHash('sha256').update(`${seed}:${block}`).digest();
        block += 1;
      }
      const part = left.subarray(0, missing);
      left = left.subarray(part.length);
      missing -= part.length;
      taken.push(part);
    }
    return Uint8Array.from(Buffer.concat(taken));
  }

  return {
    bytes,
    uuid() {
      const hex = Buffer.from(bytes(16)).toString('hex');
      // Version 4 and the variant: https://www.rfc-editor.org/rfc/rfc9562#section-5.4
      const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join('-');
    },
  };
}
