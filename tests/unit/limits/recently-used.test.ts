import { createRecentlyUsed } from '../../../shared/domain/recently-used.ts';

test('values are made once, and the least recently used ones dropped', () => {
  const made: string[] = [];
  const get = createRecentlyUsed(2, (key) => {
    made.push(key);
    return { key };
  });
  const first = get('a');
  get('b');
  expect(get('a')).toBe(first);
  get('c');
  expect(get('a')).toBe(first);
  get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
