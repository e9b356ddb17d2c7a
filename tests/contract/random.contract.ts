import type { Random } from '../../shared/ports/random.ts';

/** What every implementation of `Random` keeps. */
export function describeRandom(name: string, make: () => Random): void {
  describe(`random: ${name}`, () => {
    const random = make();

    it('makes UUIDs of version 4, each its own', () => {
      const uuids = Array.from({ length: 1000 }, () => random.uuid());
      for (const uuid of uuids)
        expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(new Set(uuids).size).toBe(1000);
      expect(new Set(uuids.map((uuid) => uuid.charAt(19)))).toEqual(new Set('89ab'));
    });

    it.each([0, 1, 12, 31, 32, 33, 1000])('makes %i bytes', (count) => {
      const bytes = random.bytes(count);
      expect(bytes).toBeInstanceOf(Uint8Array);
      expect(bytes).toHaveLength(count);
      // Not a window of a pool that others write to.
      expect(bytes.buffer.byteLength).toBe(count);
    });

    it('makes bytes of all values, about equally often', () => {
      const counts = new Array<number>(256).fill(0);
      for (const byte of random.bytes(256_000)) counts[byte] = (counts[byte] ?? 0) + 1;
      // A fair source leaves 1000 ± 300 once in 10^20 runs.
      for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(300);
    });
  });
}
