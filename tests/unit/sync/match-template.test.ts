import fc from 'fast-check';
import { matchTemplate } from '../../../shared/domain/sync/match-template.ts';
import type { Segment } from '../../../shared/domain/sync/pattern.ts';

const letters = fc.stringMatching(/^[abAB-]{1,9}$/);
const names = fc.uniqueArray(fc.stringMatching(/^[ab-]{1,4}$/), { maxLength: 4 });

type Parts = Record<string, string>;

/** All ways to cut a name, found by trying everything. */
function everyWay(segments: readonly Segment[], name: string): Parts[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return name === '' ? [{}] : [];
  if (segment.kind === 'text') {
    const fits = name.toLowerCase().startsWith(segment.text.toLowerCase());
    return fits ? everyWay(rest, name.slice(segment.text.length)) : [];
  }
  return Array.from({ length: name.length }, (_, index) => index + 1).flatMap((length) =>
    everyWay(rest, name.slice(length)).map((others) => ({ [segment.name]: name.slice(0, length), ...others })),
  );
}

test('a template matches in the best of all possible ways', () => {
  const variables = fc.shuffledSubarray(['environment', 'project', 'parameter'] as const, { minLength: 1 });
  fc.assert(
    fc.property(variables, fc.constantFrom('-', ''), letters, names, names, (order, separator, name, one, other) => {
      const segments: Segment[] = order.flatMap((variable, index) => [
        ...(index > 0 && separator !== '' ? [{ kind: 'text', text: separator } as const] : []),
        { kind: 'variable', name: variable } as const,
      ]);
      const known = { environments: new Set(one), projects: new Set(other) };
      const isKnown = (variable: string, text: string) =>
        (variable === 'environment' && known.environments.has(text.toLowerCase())) ||
        (variable === 'project' && known.projects.has(text.toLowerCase()));
      const rank = (parts: Parts) => {
        const texts = order.map((variable) => ({
          text: parts[variable] ?? '',
          known: isKnown(variable, parts[variable] ?? ''),
        }));
        const knownTexts = texts.filter((each) => each.known);
        return [
          knownTexts.length,
          knownTexts.map(({ text }) => text).join('').length,
          ...texts.map((each) => (each.known ? each.text.length : -each.text.length)),
        ];
      };
      const matched = matchTemplate(segments, name, known);
      const ways = everyWay(segments, name);
      expect(matched === undefined).toBe(ways.length === 0);
      if (matched === undefined) return;
      const best = rank(matched as Parts);
      expect(ways).toContainEqual(matched);
      for (const way of ways) {
        const differing = rank(way).findIndex((value, index) => value !== best[index]);
        if (differing !== -1) expect(rank(way)[differing]).toBeLessThan(best[differing] ?? 0);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a name of nothing but separators holds nobody up', () => {
  const segments: Segment[] = (['environment', 'project', 'parameter'] as const).flatMap((name, index) => [
    ...(index > 0 ? [{ kind: 'text', text: '-' } as const] : []),
    { kind: 'variable', name } as const,
  ]);
  const known = { environments: new Set<string>(), projects: new Set<string>() };
  const started = performance.now();
  for (let index = 0; index < 200; index += 1) matchTemplate(segments, `${'-'.repeat(120)}${index}`, known);
  expect(performance.now() - started).toBeLessThan(3_000);
});
