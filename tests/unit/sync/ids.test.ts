import fc from 'fast-check';
import { sequenceOfStepId, stepId } from '../../../shared/domain/sync/step-id.ts';
import { taskId } from '../../../shared/domain/sync/task-id.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([78])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('the id of a step says where it is, to its own task only', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.nat({ max: 99_999_999 }), (task, other, sequence) => {
      const id = stepId(task, sequence);
      expect(uuid.exec(id)?.[1]).toBe('8');
      expect(sequenceOfStepId(task, id)).toBe(sequence);
      expect(sequenceOfStepId(task, id.toUpperCase())).toBe(sequence);
      if (other !== task) expect(sequenceOfStepId(other, id)).toBeUndefined();
    }),
  );
  expect(sequenceOfStepId('task', 'no id')).toBeUndefined();
});

test('ids of tasks sort by time, and one after the other even within a millisecond', () => {
  const random = new Uint8Array(10).fill(255);
  const early = taskId(new Date(1_700_000_000_000), random);
  const late = taskId(new Date(1_700_000_000_001), new Uint8Array(10));
  expect(uuid.exec(early)?.[1]).toBe('7');
  expect(early.slice(0, 13)).toBe(
    (1_700_000_000_000)
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-'),
  );
  expect(early < late).toBe(true);
  expect(taskId(new Date(0), new Uint8Array(10), early) > early).toBe(true);
});
