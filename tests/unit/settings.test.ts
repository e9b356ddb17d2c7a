import { readFileSync } from 'node:fs';
import { settingsPage } from '../../scripts/settings-page.ts';
import { groups, settings } from '../../shared/config/groups.ts';
import { readConfig } from '../../shared/config.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('docs/configuration.md is what `npm run docs` makes of the settings', () => {
  expect(read('docs/configuration.md')).toBe(settingsPage(groups));
});

test('every setting is declared once', () => {
  expect(groups.flatMap((group) => Object.keys(group.settings))).toEqual([...settings.keys()]);
});

test.each([...settings])(
  '%s has an example and a default that are valid, and says what it is for',
  (_name, setting) => {
    expect(setting.schema.safeParse(setting.example).error).toBeUndefined();
    if (setting.default !== undefined) expect(setting.schema.safeParse(setting.default).error).toBeUndefined();
    expect(setting.meaning).toMatch(/^\S.*\.$/);
    expect(setting.default !== undefined && setting.optional === true).toBe(false);
  },
);

describe('local.settings.sample.json', () => {
  const sample: Record<string, string> = JSON.parse(read('local.settings.sample.json')).Values;

  test('is a valid configuration', () => {
    expect(() => readConfig(sample)).not.toThrow();
  });

  test('names known settings only', () => {
    expect(Object.keys(sample).filter((name) => !settings.has(name))).toEqual([]);
  });

  test('has all that are needed', () => {
    const needed = [...settings].filter(([, setting]) => setting.default === undefined && !setting.optional);
    expect(Object.keys(sample)).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
  });
});
