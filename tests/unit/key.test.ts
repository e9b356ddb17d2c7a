import fc from 'fast-check';
import { encodeKeyPart, joinKey, keysUnder } from '../../shared/store/key.ts';

/** Any UTF-16 text of up to 256 code units, halves of surrogate pairs included. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0x20, max: 0x7e })), { maxLength: 256 })
  .map((units) => String.fromCharCode(...units));
/** Texts of few different characters, so that texts meet that are alike. */
const similar = fc.string({ unit: fc.constantFrom(...'-./09:AZ[_`az{~!$ é'), maxLength: 6 });
const text = fc.oneof(anyText, similar, fc.string({ unit: 'grapheme', maxLength: 256 }));
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

describe('encodeKeyPart', () => {
  it('yields allowed characters only, and at most 400', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(encodeKeyPart(one)).toMatch(/^[-.0-9A-Z_a-z~$]{0,400}$/);
      }),
    );
  });

  it('yields different parts for different texts', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(encodeKeyPart(one) === encodeKeyPart(other)).toBe(one === other);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the order of texts that it need not shorten', () => {
    const short = fc.oneof(
      similar,
      anyText.map((one) => one.slice(0, 60)),
    );
    fc.assert(
      fc.property(short, short, (one, other) => {
        expect(compare(encodeKeyPart(one), encodeKeyPart(other))).toBe(compare(one, other));
      }),
      { numRuns: 5000 },
    );
  });

  it('keeps the order of any two characters', () => {
    const characters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code));
    expect([...characters].sort((one, other) => compare(encodeKeyPart(one), encodeKeyPart(other)))).toEqual(characters);
  });

  it.each([
    ['', ''],
    ['db.main-HOST_1', 'db.main-HOST_1'],
    ['11111111-2222-4333-8444-555555555555', '11111111-2222-4333-8444-555555555555'],
    ['a b', 'a$20b'],
    ['a/b', 'a.~2fb'],
    ['é', 'z~00e9'],
  ])('writes %p as %p', (one, encoded) => {
    expect(encodeKeyPart(one)).toBe(encoded);
  });

  it('tells long texts apart that differ only at their end', () => {
    const long = 'ü'.repeat(255);
    const parts = ['a', 'b', '\ud800', '\udfff', ''].map((end) => encodeKeyPart(long + end));
    expect(new Set(parts).size).toBe(5);
    for (const part of parts) expect(part).toHaveLength(400);
  });

  it('keeps a text as it is up to 400 plain characters', () => {
    expect(encodeKeyPart('x'.repeat(400))).toBe('x'.repeat(400));
    expect(encodeKeyPart('x'.repeat(401))).toMatch(/^x{355}~~[\w-]{43}$/);
  });
});

describe('joinKey', () => {
  const parts = fc.array(similar, { minLength: 1, maxLength: 3 });

  it('yields different keys for different lists of parts', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(joinKey(...one) === joinKey(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 5000 },
    );
  });

  it('sorts part by part', () => {
    const pair = fc.tuple(similar, similar);
    fc.assert(
      fc.property(pair, pair, (one, other) => {
        const byParts = compare(one[0], other[0]) || compare(one[1], other[1]);
        expect(compare(joinKey(...one), joinKey(...other))).toBe(byParts);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('keysUnder', () => {
  it('holds the keys with these parts and more, and no others', () => {
    fc.assert(
      fc.property(
        fc.array(similar, { minLength: 1, maxLength: 2 }),
        fc.array(similar, { maxLength: 4 }),
        (parts, key) => {
          const { from, before } = keysUnder(...parts);
          const joined = joinKey(...key);
          const under = key.length > parts.length && parts.every((part, index) => key[index] === part);
          expect(joined >= from && joined < before).toBe(under);
        },
      ),
      { numRuns: 5000 },
    );
    const { from, before } = keysUnder('a', 'b');
    const inside = joinKey('a', 'b', 'c');
    expect(inside >= from && inside < before).toBe(true);
  });
});
