import { fillPlaces, mayTry, nextInLine, type WaitingTask } from '../../../shared/domain/sync/waiting-line.ts';

const waits = (taskId: string, integrationId: string, vaultBusy = false): WaitingTask => ({
  taskId,
  integrationId,
  actionId: 'action',
  vaultBusy,
});
const idOf = (task: WaitingTask | undefined) => task?.taskId;

describe('a task that arrives', () => {
  const arrives = (line: WaitingTask[]) => mayTry(line, { taskId: '5', integrationId: 'own' });

  test('tries when nobody waits, or only younger ones', () => {
    expect(arrives([])).toBe(true);
    expect(arrives([waits('6', 'other'), waits('7', 'own')])).toBe(true);
  });
  test('is not hindered by itself', () => expect(arrives([waits('5', 'own', true)])).toBe(true));
  test('waits behind an older one', () => expect(arrives([waits('4', 'other')])).toBe(false));
  test('does not wait behind those that wait for another vault', () => {
    expect(arrives([waits('3', 'other', true), waits('4', 'other')])).toBe(true);
  });
  test('waits behind an older one that waits for the same vault', () => {
    expect(arrives([waits('4', 'own', true)])).toBe(false);
  });
});

describe('a place that has become free', () => {
  test('is for the oldest', () => {
    expect(idOf(nextInLine([waits('2', 'b'), waits('1', 'a'), waits('3', 'a')]))).toBe('1');
  });
  test('passes those by whose vault is busy, all of them', () => {
    expect(idOf(nextInLine([waits('1', 'a', true), waits('2', 'a'), waits('3', 'b')]))).toBe('3');
  });
  test('is for the oldest of a vault that has become free with it', () => {
    expect(idOf(nextInLine([waits('1', 'a', true), waits('2', 'b')], 'a'))).toBe('1');
  });
  test('is for nobody when nobody can begin', () => {
    expect(nextInLine([])).toBeUndefined();
    expect(nextInLine([waits('1', 'a', true)], 'b')).toBeUndefined();
  });
});

describe('places that nobody has told of', () => {
  const line = [waits('1', 'a', true), waits('2', 'a'), waits('3', 'b'), waits('4', 'c')];

  test('are for the oldest of each vault that is not worked on', () => {
    expect(fillPlaces(line, [], 3).map(idOf)).toEqual(['1', '3', '4']);
    expect(fillPlaces(line, ['a'], 3).map(idOf)).toEqual(['3', '4']);
  });
  test('are as many as tasks that are under way leave', () => {
    expect(fillPlaces(line, ['x', 'x'], 3).map(idOf)).toEqual(['1']);
    expect(fillPlaces(line, ['x', 'y', 'z', 'z'], 3)).toEqual([]);
  });
});
