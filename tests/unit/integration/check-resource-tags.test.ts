import { checkResourceTags, maxResourceTags } from '../../../shared/domain/integration/check-resource-tags.ts';
import { ownTagNames, writeOwnTags } from '../../../shared/domain/sync/ownership-tags.ts';

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, 'x']));
const codes = (tags: Record<string, string>) => checkResourceTags(tags, 'tags').map(({ field, code }) => [field, code]);

describe('resource tags', () => {
  test('as many as leave room for our own are accepted, and then fill the 15 of a secret', () => {
    expect(codes(many(maxResourceTags))).toEqual([]);
    const names = { environment: 'e', project: 'j', parameter: 'm' };
    const own = { organizationId: 'o', pushId: 'p', ...names, secret: false, type: 'integer' } as const;
    expect(Object.keys(writeOwnTags(own, many(maxResourceTags)))).toHaveLength(15);
    expect(codes(many(maxResourceTags + 1))).toEqual([['tags', 'too_many']]);
  });

  test('names and values have 256 characters at most', () => {
    expect(codes({ ['n'.repeat(256)]: 'v'.repeat(256) })).toEqual([]);
    expect(codes({ ['n'.repeat(257)]: 'v' })).toEqual([[`tags.${'n'.repeat(257)}`, 'name_length']]);
    expect(codes({ name: 'v'.repeat(257), '': 'v' })).toEqual([
      ['tags.name', 'value_length'],
      ['tags.', 'name_length'],
    ]);
  });

  test('that have a name of ours all the same are not written', () => {
    const own = { organizationId: 'o', pushId: 'p', environment: 'e', project: 'j', parameter: 'm' };
    const tags = writeOwnTags(
      { ...own, secret: true, type: 'string' },
      { 'kvi-secret': 'false', 'kvi-push': 'x', team: 'a' },
    );
    expect(tags).not.toHaveProperty('kvi-secret');
    expect(tags).toMatchObject({ 'kvi-push': 'p', team: 'a' });
  });

  test('names of our own tags are refused in any letter case', () => {
    for (const name of ownTagNames) {
      expect(codes({ [name.toUpperCase()]: 'mine' })).toEqual([[`tags.${name.toUpperCase()}`, 'reserved']]);
    }
  });
});
