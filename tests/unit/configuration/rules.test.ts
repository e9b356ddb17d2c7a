import { isName } from '../../../shared/domain/configuration/name.ts';
import { readNamePattern } from '../../../shared/domain/configuration/name-pattern.ts';
import { fitsType } from '../../../shared/domain/configuration/parameter-type.ts';
import { wouldBeCycle } from '../../../shared/domain/configuration/project-dependencies.ts';
import { Secret } from '../../../shared/secret.ts';

describe('names', () => {
  test.each(['a', ' a ', 'a/b\\c#d?e', '💥'.repeat(256), '\u00a0x', '{{ x }}'])('%.20j is one', (name) => {
    expect(isName(name)).toBe(true);
  });

  test.each(['', ' ', '\u3000', 'a\tb', 'a\u0000', '\u007f', '\u0085', 'a\ud800', '\udc00', '💥'.repeat(257)])(
    '%.20j is none',
    (name) => {
      expect(isName(name)).toBe(false);
    },
  );
});

describe('patterns for names', () => {
  test.each([
    ['', 'anything', true],
    ['[a-z]+', 'abc', true],
    ['[a-z]+', 'abc1', false],
    ['a|b', 'b', true],
    ['a|b', 'ab', false],
    ['.', '💥', true],
    ['^a$', 'a', true],
    ['(?i)abc', 'ABC', true],
    ['(?P<x>a)b', 'ab', true],
  ])('%j and %j: %j', (pattern, name, allowed) => {
    expect(readNamePattern(pattern)?.(name)).toBe(allowed);
  });

  test.each(['(', '[a', '(?=a)', '(a)\\1', 'a**', 'a{1001}'])('%j is none', (pattern) => {
    expect(readNamePattern(pattern)).toBeUndefined();
  });
});

describe('types', () => {
  test('a null fits all of them, and nothing fits one that is not known', () => {
    for (const type of ['string', 'integer', 'boolean', 'duck']) expect(fitsType(type, null)).toBe(true);
    expect(fitsType('duck', new Secret('quack'))).toBe(false);
  });
});

describe('dependencies', () => {
  const projects = [
    { id: 'a', dependsOnId: null },
    { id: 'b', dependsOnId: 'a' },
    { id: 'c', dependsOnId: 'b' },
    { id: 'x', dependsOnId: 'y' },
    { id: 'y', dependsOnId: 'x' },
  ];

  test.each([
    ['a', null, false],
    ['a', 'a', true],
    ['a', 'b', true],
    ['a', 'c', true],
    ['c', 'a', false],
    ['c', 'b', false],
    ['new', 'c', false],
    ['a', 'x', false],
  ])('%j on %j is a circle: %j', (project, dependsOn, circle) => {
    expect(wouldBeCycle(projects, project, dependsOn)).toBe(circle);
  });
});
