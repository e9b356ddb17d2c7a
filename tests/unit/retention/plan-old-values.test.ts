import { newestOld, type OldValue, planOldValues } from '../../../shared/domain/retention/plan-old-values.ts';
import { tagMoments } from '../../../shared/domain/retention/tag-moments.ts';

const at = (days: number) => new Date(days * 86_400_000);
const old = (since: number, parameterId = 'p', environmentId = 'e'): OldValue => {
  return { rowKey: `${environmentId} ${parameterId} ${since}`, environmentId, parameterId, since: at(since) };
};
const plan = (values: OldValue[], context: Partial<Parameters<typeof planOldValues>[1]> = {}) =>
  planOldValues(values, { floor: at(100), momentsOf: () => [], replacedAt: () => undefined, ...context }).map(
    ({ since }) => since.getTime() / 86_400_000,
  );

describe('old values that nobody can ask for', () => {
  test('were replaced by the floor, by the one before them or by what holds now', () => {
    expect(plan([old(101), old(100), old(99), old(1)])).toEqual([99, 1]);
    expect(plan([old(50), old(40)])).toEqual([40]);
    expect(plan([old(50), old(40)], { replacedAt: () => at(100) })).toEqual([50, 40]);
    expect(plan([old(50), old(40)], { replacedAt: () => at(101) })).toEqual([40]);
  });

  test('do not take the next parameter for what replaced them', () => {
    expect(plan([old(10, 'p'), old(5, 'q'), old(4, 'q'), old(3, 'q', 'f')])).toEqual([4]);
    expect(plan([old(5, 'q')], { before: old(10, 'q') })).toEqual([5]);
    expect(plan([old(5, 'q')], { before: old(10, 'p') })).toEqual([]);
  });

  test('stay where a tag is in their time, its end excluded', () => {
    const of = (moment: number) => plan([old(50), old(40), old(30)], { momentsOf: () => [at(moment)] });
    expect([of(29), of(30), of(39), of(40), of(49), of(50)]).toEqual([[40, 30], [40], [40], [30], [30], [40, 30]]);
  });

  test('need what holds now for the newest of each only', () => {
    const values = [old(10, 'p'), old(9, 'p'), old(101, 'q'), old(5, 'q'), old(5, 'r')];
    const names = newestOld(values, { before: old(11, 'p'), floor: at(100) }).map(({ parameterId }) => parameterId);
    expect(names).toEqual(['r']);
  });
});

test('a tag reads its environment and all above it', () => {
  const environments = [
    { id: 'root', parentId: null },
    { id: 'staging', parentId: 'root' },
    { id: 'production', parentId: 'root' },
  ];
  const tags = [
    { environmentId: 'staging', timestamp: at(1) },
    { environmentId: 'root', timestamp: at(2) },
    { environmentId: 'gone', timestamp: at(3) },
  ];
  expect(Object.fromEntries(tagMoments(environments, tags))).toEqual({ root: [at(1), at(2)], staging: [at(1)] });
});
