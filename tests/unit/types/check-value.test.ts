import fc from 'fast-check';
import { checkValue } from '../../../shared/domain/types/check-value.ts';
import type { Rule, RuleKind } from '../../../shared/domain/types/rule.ts';
import { Secret } from '../../../shared/secret.ts';

const date = new Date('2026-01-01T00:00:00Z');
const rule = (kind: RuleKind, constraint: string): Rule => ({
  id: kind,
  kind,
  constraint,
  createdAt: date,
  modifiedAt: date,
});
type Base = 'string' | 'integer' | 'boolean';
const codes = (base: Base, value: string | null, ...rules: Rule[]) =>
  checkValue(value === null ? null : new Secret(value), { base, rules }).map(({ code }) => code);

describe('a value', () => {
  test.each<[Base, string, RuleKind, string, boolean]>([
    ['integer', '9223372036854775806', 'max', '9223372036854775806', true],
    ['integer', '9223372036854775807', 'max', '9223372036854775806', false],
    ['integer', '-9223372036854775808', 'min', '-9223372036854775807', false],
    ['integer', '007', 'one_of', '["7"]', true],
    ['integer', '8', 'one_of', '["7"]', false],
    ['string', '💥💥', 'max_len', '2', true],
    ['string', '💥💥', 'min_len', '3', false],
    ['string', '', 'min_len', '0', true],
    ['string', 'abc', 'regex', 'b', false],
    ['string', 'abc', 'regex', 'a.*', true],
    ['string', 'abc', 'regex', 'a|abc', true],
    ['string', 'a\nb', 'regex', '.*', false],
    ['string', 'a\nb', 'regex', '(?s).*', true],
    ['string', 'é', 'regex', '\\pL', true],
    ['string', 'a', 'one_of', '["a", "b"]', true],
    ['string', 'A', 'one_of', '["a", "b"]', false],
    ['string', '["a", "b"]', 'one_of', '["a", "b"]', false],
  ])('of type %s, %j, with %s %s: %j', (base, value, kind, constraint, fits) => {
    expect(codes(base, value, rule(kind, constraint))).toEqual(fits ? [] : [`value.${kind}`]);
  });

  test('of another type is refused for that alone', () => {
    const [first, ...more] = checkValue(new Secret('hunter2'), { base: 'integer', rules: [rule('min', '1')] });
    expect(first).toMatchObject({ field: 'body.internal_value', code: 'value.type' });
    expect(more).toEqual([]);
  });

  test('that is null fits everything', () => {
    expect(codes('integer', null, rule('min', '1'))).toEqual([]);
  });

  test('meets no rule that cannot be read', () => {
    expect(codes('string', 'a', rule('regex', '('))).toEqual(['value.regex']);
  });

  test('is refused by every rule that it breaks', () => {
    const rules = [rule('min_len', '4'), rule('regex', 'b+'), rule('max_len', '9')];
    expect(codes('string', 'aaa', ...rules)).toEqual(['value.min_len', 'value.regex']);
  });

  test('is named in no complaint, nor are the choices, which may be secrets too', () => {
    const rules = [rule('min_len', '90'), rule('regex', 'x'), rule('one_of', '["correct horse"]')];
    const text = JSON.stringify(checkValue(new Secret('canary'), { base: 'string', rules }));
    expect(text).not.toContain('canary');
    expect(text).not.toContain('correct horse');
  });

  test('of 65,536 characters is matched in linear time by a pattern that blows other engines up', () => {
    const time = (length: number) => {
      const value = new Secret(`${'a'.repeat(length)}!`);
      const started = performance.now();
      expect(checkValue(value, { base: 'string', rules: [rule('regex', '(a+)+$')] })).toHaveLength(1);
      return performance.now() - started;
    };
    // A backtracking engine would need 2^65,535 steps.
    expect(time(65_535)).toBeLessThan(2_000);
  });
});

describe('any value', () => {
  const limits = fc.record({
    min: fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), { nil: undefined }),
    max: fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), { nil: undefined }),
    oneOf: fc.option(fc.uniqueArray(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), { minLength: 1, maxLength: 5 }), {
      nil: undefined,
    }),
  });

  test('that is an integer passes exactly when it is within its limits', () => {
    const anywhere = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
    fc.assert(
      fc.property(limits, anywhere, fc.integer({ min: -2, max: 2 }), ({ min, max, oneOf }, far, step) => {
        // Mostly next to a limit, where mistakes are.
        for (const value of [
          far,
          ...[min, max, ...(oneOf ?? [])].flatMap((each) => (each === undefined ? [] : [each + BigInt(step)])),
        ]) {
          if (value < -(2n ** 63n) || value > 2n ** 63n - 1n) continue;
          const rules = [
            ...(min === undefined ? [] : [rule('min', min.toString())]),
            ...(max === undefined ? [] : [rule('max', max.toString())]),
            ...(oneOf === undefined ? [] : [rule('one_of', JSON.stringify(oneOf.map(String)))]),
          ];
          const broken = [
            ...(min !== undefined && value < min ? ['value.min'] : []),
            ...(max !== undefined && value > max ? ['value.max'] : []),
            ...(oneOf !== undefined && !oneOf.includes(value) ? ['value.one_of'] : []),
          ];
          expect(codes('integer', value.toString(), ...rules)).toEqual(broken);
        }
      }),
    );
  });

  test('that is a text passes exactly when its characters are within their limits', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(
        text,
        fc.nat(14),
        fc.nat(14),
        fc.array(text, { minLength: 1, maxLength: 4 }),
        (value, min, max, some) => {
          const choices = [...new Set([...some, value])];
          const length = Array.from(value).length;
          const rules = [
            rule('min_len', String(min)),
            rule('max_len', String(max)),
            rule('one_of', JSON.stringify(choices)),
          ];
          const broken = [...(length < min ? ['value.min_len'] : []), ...(length > max ? ['value.max_len'] : [])];
          expect(codes('string', value, ...rules)).toEqual(broken);
          const others = choices.filter((choice) => choice !== value);
          if (others.length > 0) {
            expect(codes('string', value, rule('one_of', JSON.stringify(others)))).toEqual(['value.one_of']);
          }
        },
      ),
    );
  });

  test('matches a pattern that is made of it, and no other text does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '\\', '(', '💥'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (value, other) => {
        const pattern = Array.from(value, (character) =>
          /\w/.test(character) ? character : `\\x{${character.codePointAt(0)?.toString(16)}}`,
        );
        expect(codes('string', other, rule('regex', pattern.join('')))).toEqual(other === value ? [] : ['value.regex']);
      }),
    );
  });
});
