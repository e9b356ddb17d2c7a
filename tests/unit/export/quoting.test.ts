import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { type ExportFormat, renderExport, unfitForExport } from '../../../shared/domain/export/render-export.ts';
import { selectVariables } from '../../../shared/domain/export/select-variables.ts';

/** Characters that mean something to a shell or to a reader of `.env` files, and others. */
const anyText = fc.string({
  unit: fc.constantFrom(...'\'"\\$`!#&*;|<>(){}[]~ =\t\n\rabcAZ09é💥-_.%'),
  maxLength: 40,
});
const variables = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^X[A-Z0-9_]{0,8}$/), value: anyText }), {
  selector: ({ name }) => name,
  maxLength: 8,
});

/** The variables that a POSIX shell has after it read the text. */
function readByShell(text: string, names: string[]): Record<string, string> {
  const print = names.map((name) => `printf '%s\\0' "$${name}"`).join('\n');
  const output = execFileSync('sh', ['-c', `${text}${print}\n`], { env: {}, encoding: 'utf8' });
  const values = output.split('\0');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

const expected = (all: { name: string; value: string }[]) =>
  Object.fromEntries(all.map(({ name, value }) => [name, value]));

describe('an export', () => {
  test.each([true, false])('for a shell gives a shell exactly these values (export: %s)', (explicit) => {
    fc.assert(
      fc.property(variables, (all) => {
        const text = renderExport(all, 'shell', explicit);
        expect(
          readByShell(
            text,
            all.map(({ name }) => name),
          ),
        ).toEqual(expected(all));
      }),
      { numRuns: 100 },
    );
  });

  test('for a shell runs nothing', () => {
    const value = '\'; echo ran; $(echo ran) `echo ran` "';
    expect(readByShell(renderExport([{ name: 'X', value }], 'shell', false), ['X'])).toEqual({ X: value });
  });

  test('for dotenv gives a reader of such files exactly these values', () => {
    // Node's reader knows no escapes but that of a line break, nor single quotes in single quotes.
    const readable = anyText.filter((text) => !text.includes('\r') && !(/["\\$]/.test(text) && /['\n]/.test(text)));
    fc.assert(
      fc.property(readable, (value) => {
        expect(parseEnv(renderExport([{ name: 'X', value }], 'dotenv', false))).toEqual({ X: value });
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[ExportFormat, string]>([
    ['docker', 'A=two words\n'],
    ['dotenv', 'A="two words"\n'],
    ['shell', "A='two words'\n"],
  ])('looks in %s as clients know it', (format, text) => {
    expect(renderExport([{ name: 'A', value: 'two words' }], format, false)).toBe(text);
  });

  test('says what a format cannot hold', () => {
    expect(unfitForExport('one\ntwo', 'docker')).toMatch(/line break/);
    expect(unfitForExport('one\ntwo', 'shell')).toBeUndefined();
    expect(unfitForExport('one\ntwo', 'dotenv')).toBeUndefined();
    expect(unfitForExport('\0', 'shell')).toMatch(/NUL/);
  });
});

describe('the variables of an export', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  const select = (all: { name: string }[], filter = {}) =>
    selectVariables(all, filter).map(([variable, { name }]) => `${variable}=${name}`);

  test('are in upper case and in order, without what is no name of a variable', () => {
    expect(select(named('second', 'FIRST', 'a.b', 'a-b', 'a b', '1st', '_x', 'ünder', 'ß'))).toEqual([
      'FIRST=FIRST',
      'SECOND=second',
      '_X=_x',
    ]);
  });

  test('are filtered by their names in any letter case', () => {
    const all = named('first_param', 'SECOND_PARAM', 'second_secret');
    expect(select(all, { startsWith: 'second' })).toEqual(['SECOND_PARAM=SECOND_PARAM', 'SECOND_SECRET=second_secret']);
    expect(select(all, { contains: 'Param' })).toEqual(['FIRST_PARAM=first_param', 'SECOND_PARAM=SECOND_PARAM']);
    expect(select(all, { endsWith: 'SECRET' })).toEqual(['SECOND_SECRET=second_secret']);
    expect(select(all, { endsWith: 'param', startsWith: 'first' })).toEqual(['FIRST_PARAM=first_param']);
  });

  test('take one of several spellings, whatever their order', () => {
    for (const all of [named('aB', 'AB', 'ab'), named('AB', 'ab', 'aB'), named('ab', 'aB', 'AB')]) {
      expect(select(all)).toEqual(['AB=AB']);
    }
    expect(select(named('ab', 'aB'))).toEqual(['AB=aB']);
  });
});
