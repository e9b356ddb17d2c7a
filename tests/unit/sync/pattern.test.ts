import { matchPattern } from '../../../shared/domain/sync/match-pattern.ts';
import { parsePullPattern, parsePushPattern } from '../../../shared/domain/sync/parse-pattern.ts';
import { renderName } from '../../../shared/domain/sync/render-name.ts';
import { ServiceError } from '../../../shared/errors.ts';

const known = {
  environments: new Set(['prod', 'prod-eu', 'staging']),
  projects: new Set(['web', 'web-app', 'my-api']),
};

function refusal(parse: () => unknown): ServiceError {
  try {
    parse();
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a pattern with mustache variables', () => {
  const match = (resource: string, name: string) => matchPattern(parsePullPattern(resource), name, known);
  const usual = '{{ environment }}-{{ project }}-{{ parameter }}';

  test('prefers known names, the longest first', () => {
    expect(match(usual, 'prod-eu-web-app-API-KEY')).toEqual({
      environment: 'prod-eu',
      project: 'web-app',
      parameter: 'API-KEY',
    });
    expect(match(usual, 'prod-web-KEY')).toEqual({ environment: 'prod', project: 'web', parameter: 'KEY' });
  });

  test('gives the first part its longest known name where the parts are equally long together', () => {
    const both = { environments: new Set(['prod', 'prod-eu']), projects: new Set(['web', 'eu-web']) };
    expect(matchPattern(parsePullPattern(usual), 'prod-eu-web-KEY', both)).toEqual({
      environment: 'prod-eu',
      project: 'web',
      parameter: 'KEY',
    });
  });

  test('finds a known name behind an unknown one', () => {
    expect(match(usual, 'north-eu-my-api-KEY')).toEqual({
      environment: 'north-eu',
      project: 'my-api',
      parameter: 'KEY',
    });
    expect(match('{{ parameter }}-{{ environment }}', 'API-KEY-prod')).toEqual({
      parameter: 'API-KEY',
      environment: 'prod',
      project: undefined,
    });
  });

  test('takes the shortest unknown names', () => {
    expect(match(usual, 'a-b-c-d')).toEqual({ environment: 'a', project: 'b', parameter: 'c-d' });
  });

  test('does not mind the case of fixed text and of known names, and keeps the spelling of the vault', () => {
    expect(match('APP-{{ environment }}-{{parameter}}', 'app-PROD-eu-Key')).toEqual({
      environment: 'PROD-eu',
      project: undefined,
      parameter: 'Key',
    });
  });

  test('spells fixed text as a vault does', () => {
    expect(match('/{{ environment }}/{{ project }}/{{ parameter }}', '-prod-web-KEY')?.parameter).toBe('KEY');
  });

  test('has no empty names and leaves nothing over', () => {
    expect(match(usual, 'prod-web-')).toBeUndefined();
    expect(match(usual, 'prod-web')).toBeUndefined();
    expect(match('x-{{ parameter }}-y', 'x-KEY-y-z')).toBeUndefined();
    expect(match('x-{{ parameter }}-y', 'x-KEY-y-y')?.parameter).toBe('KEY-y');
  });

  test.each([
    ['{{ environment }}-{{ parametr }}', 'pattern.invalid', 'parametr'],
    ['{{ environment }}-{{ push }}-{{ parameter }}', 'pattern.invalid', 'push'],
    ['{{ environment', 'pattern.invalid', '14'],
    ['{{#environment}}{{ parameter }}{{/environment}}', 'pattern.invalid', 'character 1'],
    ['{{ parameter }}-{{> parameter }}', 'pattern.invalid', 'a partial at character 17'],
    ['{{=<% %>=}}<% parameter %>', 'pattern.invalid', 'delimiters'],
    ['{{ parameter }}-{{ parameter }}', 'pattern.invalid', '2 times'],
    ['{{ environment }}-{{ project }}', 'pattern.missing-variable', 'parameter'],
  ])('%s is refused', (resource, code, part) => {
    const error = refusal(() => parsePullPattern(resource));
    expect(error.code).toBe(code);
    expect(error.detail).toContain(part);
  });
});

describe('a regular expression', () => {
  const match = (resource: string, name: string) => matchPattern(parsePullPattern(resource), name, known);

  test('names its groups as Python does, and matches the whole name without regard to case', () => {
    const resource = '(?P<environment>prod|staging)-(?P<project>[a-z]+)-(?P<parameter>.+)';
    expect(match(resource, 'PROD-web-KEY-1')).toEqual({ environment: 'PROD', project: 'web', parameter: 'KEY-1' });
    expect(match(resource, 'x-prod-web-KEY')).toBeUndefined();
  });

  test('may leave a group out', () => {
    expect(match('(?:(?P<environment>prod)-)?(?P<parameter>KEY)', 'KEY')).toEqual({
      environment: undefined,
      project: undefined,
      parameter: 'KEY',
    });
    expect(match('(?P<environment>x*)(?P<parameter>KEY)', 'KEY')).toBeUndefined();
  });

  test.each([
    ['(?P<environment>.+)-(?P<parameter>.+', 'pattern.invalid', 'missing closing )'],
    ['(?P<enviroment>.+)-(?P<parameter>.+)', 'pattern.invalid', 'enviroment” at character 1'],
    ['(?P<parameter>.+)(?=x)', 'pattern.invalid', '(?='],
    ['(?P<parameter>.{2000})', 'pattern.invalid', '{2000}'],
    ['.*', 'pattern.missing-variable', 'parameter'],
    ['', 'pattern.missing-variable', 'parameter'],
  ])('%s is refused', (resource, code, part) => {
    const error = refusal(() => parsePullPattern(resource));
    expect(error.code).toBe(code);
    expect(error.detail).toContain(part);
  });

  test('takes linear time, whatever it is', () => {
    const started = performance.now();
    expect(match('(?P<parameter>(a|a)*)b', 'a'.repeat(127))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the pattern of a push', () => {
  test('names secrets with what a vault can spell', () => {
    const pattern = parsePushPattern('/{{ environment }}/{{ project }}/{{ push }}/{{{ parameter }}}');
    const name = renderName(pattern, { environment: 'prod', project: 'Größe', push: 'x y', parameter: 'A_B.😀&' });
    expect(name).toBe('-prod-Gr--e-x-y-A-B---');
  });

  test('is never a regular expression', () => {
    expect(refusal(() => parsePushPattern('(?P<parameter>.+)')).code).toBe('pattern.missing-variable');
  });
});
