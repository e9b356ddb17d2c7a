import { checkPush } from '../../../shared/domain/sync/check-push.ts';
import { parsePushPattern } from '../../../shared/domain/sync/parse-pattern.ts';
import { checkSize, coveredByTags, preflight } from '../../../shared/domain/sync/preflight.ts';
import { refusePush } from '../../../shared/domain/sync/refuse-push.ts';
import { desired } from './support.ts';

const pattern = parsePushPattern('{{ parameter }}');
const good = {
  pattern,
  covered: { projects: 1, environments: 1 },
  writable: true,
  resourceTags: {},
  desired: [desired('A')],
};

test('tells all problems together, and each in a step', () => {
  const resourceTags = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`tag-${index}`, '']));
  const longName = { ...desired('B'), parameter: { ...desired('B').parameter, name: 'b'.repeat(257) } };
  const problems = preflight({
    pattern,
    covered: { projects: 2, environments: 3 },
    writable: false,
    resourceTags,
    desired: [desired(''), desired('x'.repeat(128)), desired('a-b'), desired('A-B'), longName],
  });
  expect(problems.map(({ code }) => code)).toEqual([
    'integration.not-writable',
    'pattern.missing-variable',
    'pattern.missing-variable',
    'tag.too-many',
    'secret-name.empty',
    'secret-name.too-long',
    'tag.too-long',
    'secret-name.collision',
  ]);
  expect(problems[1]?.detail).toContain('project');
  expect(problems[2]?.detail).toContain('environment');
  expect(problems[7]?.detail).toContain('“a_b”');
  expect(problems[7]?.detail).toContain('“A_B”');

  const { steps, failure } = refusePush(problems);
  expect(steps.map(({ error, operation }) => [operation, error?.code])).toEqual(
    problems.map(({ code }) => [null, code]),
  );
  expect(failure.code).toBe('preflight.failed');
  expect(failure.detail).toContain('And 3 more');
});

test('finds nothing wrong with what is right', () => {
  expect(preflight(good)).toEqual([]);
  expect(preflight({ ...good, desired: [desired('x'.repeat(127))] })).toEqual([]);
  expect(checkSize(desired('A'), 25_600)).toEqual([]);
});

test('counts the tags that are written, which are more for what is no secret and no text', () => {
  const resourceTags = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`tag-${index}`, '']));
  const codes = (nature: { secret: boolean; type: string }) => {
    const item = desired('A');
    const parameter = { ...item.parameter, ...nature };
    return preflight({ ...good, resourceTags, desired: [desired('B'), { ...item, parameter }] }).map(
      ({ code }) => code,
    );
  };
  expect(codes({ secret: true, type: 'integer' })).toEqual([]);
  expect(codes({ secret: false, type: 'string' })).toEqual([]);
  expect(codes({ secret: false, type: 'boolean' })).toEqual(['tag.too-many']);
});

test('a problem of one kind gives the failure its code', () => {
  const problems = checkSize(desired('A'), 25_601);
  expect(refusePush(problems).failure.code).toBe('secret.too-large');
});

describe('a push as it is described', () => {
  const push = {
    includeParameters: false,
    includeSecrets: true,
    coerceParameters: false,
    tags: [],
    resource: '{{ parameter }}',
  };
  const one = { projects: 1, environments: 1 };

  test.each([
    [{ includeSecrets: false }, one, 'action.nothing-included'],
    [{ includeParameters: true }, one, 'action.coerce'],
    [{ resource: null }, one, 'pattern.invalid'],
    [{ resource: '{{ tag }}-{{ parameter }}' }, one, 'pattern.invalid'],
    [{}, { projects: 2, environments: 1 }, 'pattern.missing-variable'],
    [{}, { projects: 1, environments: 2 }, 'pattern.missing-variable'],
    [{}, { projects: 1, environments: 1, severalTagsOf: 'production' }, 'pattern.missing-variable'],
  ])('%j is refused', (change, covered, code) => {
    expect(() => checkPush({ ...push, ...change }, covered)).toThrow(expect.objectContaining({ code }));
  });

  test('with tags needs what tells these apart', () => {
    const from = (...names: string[]) => coveredByTags(names.map((name) => ({ environment: { name } })));
    const check = (resource: string, covered: ReturnType<typeof from>) =>
      checkPush({ ...push, tags: [{ environmentId: 'e', id: 't' }], resource }, { projects: 1, ...covered });
    expect(check('{{ tag }}-{{ parameter }}', from('production'))).toBe('{{ tag }}-{{ parameter }}');
    expect(check('{{ parameter }}', from('production'))).toBe('{{ parameter }}');
    expect(() => check('{{ tag }}-{{ parameter }}', from('production', 'staging'))).toThrow('variable environment');
    expect(() => check('{{ parameter }}', from('production', 'production'))).toThrow(/variable tag.*“production”/);
    expect(() => check('{{ environment }}{{ parameter }}', from('a', 'b', 'a'))).toThrow(/variable tag.*“a”/);
    expect(check('{{ environment }}{{ tag }}{{ parameter }}', from('a', 'b', 'a'))).toContain('tag');
  });

  test('is fine otherwise', () => {
    expect(checkPush({ ...push, includeParameters: true, coerceParameters: true }, one)).toBe('{{ parameter }}');
  });
});
