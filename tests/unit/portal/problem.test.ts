import { ApiProblem, toProblem } from '../../../portal/src/api/problem.ts';

test('keeps the faults by the field that a form has', () => {
  const problem = new ApiProblem({
    code: 'request.invalid',
    title: 'The request is not valid',
    detail: 'Not valid: body.vault_name.',
    next: 'Correct it.',
    errors: [{ field: 'body.vault_name', detail: 'Not a vault name.' }],
  });
  expect(problem.fields).toEqual({ vault_name: 'Not a vault name.' });
});

test.each([
  ['no answer came', new TypeError('Failed to fetch'), 'portal.unreachable'],
  ['the portal failed', new RangeError('Invalid array length'), 'portal.unexpected'],
  ['something else was thrown', 'a string', 'portal.unexpected'],
])('has a code of its own where %s', (_case, error, code) => {
  expect(toProblem(error)).toMatchObject({ code, next: expect.any(String) });
});

test('passes on what the API said', () => {
  const problem = new ApiProblem({
    code: 'object.changed',
    title: 'Changed',
    detail: 'It changed.',
    next: 'Read it again.',
  });
  expect(toProblem(problem)).toBe(problem);
});
