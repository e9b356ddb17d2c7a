import { isRoutine } from '../../../shared/domain/integration/routine-test.ts';

const well = { status: 'connected', cause: null } as const;
const interrupted = { status: 'connected', cause: 'vault.unavailable' } as const;
const refused = { status: 'errored', cause: 'vault.forbidden-by-rbac' } as const;

test.each([
  ['as well as before, in no time', { before: well, after: well, took: 300 }, true],
  ['as well as before, slowly', { before: well, after: well, took: 2_000 }, false],
  ['lost', { before: well, after: refused, took: 300 }, false],
  ['as lost as before', { before: refused, after: refused, took: 300 }, false],
  ['found', { before: refused, after: well, took: 300 }, false],
  ['interrupted', { before: well, after: interrupted, took: 300 }, false],
  ['back', { before: interrupted, after: well, took: 300 }, false],
])('%s', (_name, test, expected) => {
  expect(isRoutine(test)).toBe(expected);
});
