import type { CustomType } from '../../../shared/domain/types/parameter-type.ts';
import { typeChain, withDescendants } from '../../../shared/domain/types/type-chain.ts';

const date = new Date('2026-01-01T00:00:00Z');
const type = (id: string, parent: string): CustomType => ({
  id,
  organizationId: 'o',
  name: id,
  description: '',
  parent,
  rules: [],
  createdAt: date,
  modifiedAt: date,
});
const types = [
  type('a', 'integer'),
  type('b', 'a'),
  type('c', 'b'),
  type('d', 'b'),
  type('x', 'y'),
  type('y', 'x'),
  type('z', 'gone'),
];
const byId = new Map(types.map((each) => [each.id, each]));

describe('a type', () => {
  test.each([
    ['string', 'string', []],
    ['a', 'integer', ['a']],
    ['c', 'integer', ['c', 'b', 'a']],
  ])('%s comes down to %s through %j', (id, base, names) => {
    const chain = typeChain(byId, id);
    expect([chain?.base, chain?.types.map(({ name }) => name)]).toEqual([base, names]);
  });

  test.each(['x', 'z', 'gone'])('%s comes down to nothing', (id) => {
    expect(typeChain(byId, id)).toBeUndefined();
  });

  test('has descendants', () => {
    expect([...withDescendants(types, 'a')].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect([...withDescendants([...types].reverse(), 'a')].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect([...withDescendants(types, 'd')]).toEqual(['d']);
    expect([...withDescendants(types, 'x')].sort()).toEqual(['x', 'y']);
  });
});
