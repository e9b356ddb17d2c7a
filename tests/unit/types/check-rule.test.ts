import { checkRule } from '../../../shared/domain/types/check-rule.ts';
import type { Rule, RuleKind } from '../../../shared/domain/types/rule.ts';

const date = new Date('2026-01-01T00:00:00Z');
const rule = (kind: RuleKind, constraint: string): Rule => ({
  id: kind,
  kind,
  constraint,
  createdAt: date,
  modifiedAt: date,
});
type Base = 'string' | 'integer' | 'boolean';
const check = (base: Base, kind: RuleKind, constraint: string, ...others: Rule[]) =>
  checkRule({ kind, constraint }, { base, typeName: 'port', others }).map(({ field, code }) => `${field} ${code}`);

describe('a rule', () => {
  test.each<[Base, RuleKind[]]>([
    ['string', ['min', 'max']],
    ['integer', ['min_len', 'max_len', 'regex']],
    ['boolean', ['min', 'max', 'min_len', 'max_len', 'regex', 'one_of']],
  ])('of a kind that a %s does not take is refused: %j', (base, kinds) => {
    for (const kind of kinds) expect(check(base, kind, '1')).toEqual(['body.type rule.kind']);
  });

  test.each<[Base, RuleKind, string]>([
    ['integer', 'min', '-9223372036854775808'],
    ['integer', 'max', '9223372036854775807'],
    ['integer', 'one_of', '["1", "-2"]'],
    ['string', 'min_len', '0'],
    ['string', 'max_len', '65536'],
    ['string', 'regex', '(?P<x>a+)+$'],
    ['string', 'one_of', '["", "1"]'],
  ])('of a %s may be %s %j', (base, kind, constraint) => {
    expect(check(base, kind, constraint)).toEqual([]);
  });

  test.each<[Base, RuleKind, string]>([
    ['integer', 'max', ''],
    ['integer', 'max', 'ten'],
    ['integer', 'max', '1.5'],
    ['integer', 'max', '1e3'],
    ['integer', 'max', ' 1'],
    ['integer', 'max', '9223372036854775808'],
    ['integer', 'min', '-9223372036854775809'],
    ['integer', 'one_of', '["a"]'],
    ['integer', 'one_of', '[1]'],
    ['integer', 'one_of', '["1", "01"]'],
    ['string', 'min_len', '-1'],
    ['string', 'max_len', '1.0'],
    ['string', 'max_len', '12345678901'],
    ['string', 'regex', '('],
    ['string', 'regex', '(a)\\1'],
    ['string', 'regex', '(?=a)'],
    ['string', 'regex', '((a{100}){100}){100}'],
    ['string', 'regex', '(a?){1000}a{1000}'],
    ['string', 'regex', 'a'.repeat(1001)],
    ['string', 'one_of', 'a,b'],
    ['string', 'one_of', '[]'],
    ['string', 'one_of', '["a", "a"]'],
    ['string', 'one_of', '{"a": 1}'],
    ['string', 'one_of', '"a"'],
    ['string', 'one_of', JSON.stringify(Array.from({ length: 1001 }, String))],
  ])('of a %s may not be %s %.30j', (base, kind, constraint) => {
    expect(check(base, kind, constraint)).toEqual(['body.constraint rule.constraint']);
  });

  test.each<[RuleKind, string, Rule, boolean]>([
    ['max', '100', rule('max', '100'), true],
    ['max', '101', rule('max', '100'), false],
    ['min', '-10', rule('min', '-10'), true],
    ['min', '-11', rule('min', '-10'), false],
    ['min', '100', rule('max', '100'), true],
    ['min', '101', rule('max', '100'), false],
    ['max', '-10', rule('min', '-10'), true],
    ['max', '-11', rule('min', '-10'), false],
    ['max', '9223372036854775807', rule('max', '9223372036854775806'), false],
  ])('%s %s stands beside %j: %j', (kind, constraint, other, stands) => {
    expect(check('integer', kind, constraint, other)).toEqual(stands ? [] : ['body.constraint rule.range']);
  });

  test.each<[RuleKind, string, Rule, boolean]>([
    ['max_len', '21', rule('max_len', '20'), false],
    ['min_len', '4', rule('min_len', '5'), false],
    ['min_len', '21', rule('max_len', '20'), false],
    ['regex', 'b', rule('regex', 'a'), true],
  ])('%s %s stands beside %j: %j', (kind, constraint, other, stands) => {
    expect(check('string', kind, constraint, other)).toEqual(stands ? [] : ['body.constraint rule.range']);
  });
});
