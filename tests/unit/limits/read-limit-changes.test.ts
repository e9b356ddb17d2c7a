import { readLimitChanges } from '../../../scripts/admin/organizations/read-limit-changes.ts';

test('limits are typed as names and numbers', () => {
  expect(readLimitChanges('requests-per-minute=600, tasks-at-once=2,parameters=default')).toEqual({
    requestsPerMinute: 600,
    tasksAtOnce: 2,
    parameters: null,
  });
});

test.each([
  '',
  'secrets=1',
  'parameters',
  'parameters=0',
  'parameters=-1',
  'parameters=many',
  'tasks-at-once=101',
  'requestsPerMinute=1',
])('what makes no sense is refused: %j', (text) => expect(() => readLimitChanges(text)).toThrow(RangeError));
