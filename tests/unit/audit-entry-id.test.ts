import fc from 'fast-check';
import { entryId, newestAt, newestFirst, timeIn } from '../../shared/domain/audit/entry-id.ts';

const times = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const turned = (time: Date, bytes: Uint8Array) => newestFirst(entryId(time, bytes)) ?? '';

test('what is newer sorts first, and a moment sorts right before all until then', () => {
  fc.assert(
    fc.property(times, random, times, random, (time, bytes, other, otherBytes) => {
      const [one, two] = [turned(time, bytes), turned(other, otherBytes)];
      if (time > other) expect(one < two).toBe(true);
      expect(newestAt(other) <= one).toBe(time <= other);
      expect(timeIn(one)).toEqual(time);
    }),
  );
});

test.each(['', 'x', '3b241101e2bb42558caf4136c566a962', '../../etc'])('%j is no id', (text) => {
  expect(newestFirst(text)).toBeUndefined();
});
