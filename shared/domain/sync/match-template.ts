import type { KnownNames } from './match-pattern.ts';
import type { ImportVariable, Segment } from './pattern.ts';
import { foldSecretName, toSecretName } from './secret-name.ts';

type Parts = Partial<Record<ImportVariable, string>>;
type Place = { kind: 'text'; folded: string } | { kind: 'variable'; name: ImportVariable };

/**
 * Takes a name apart along a template. Hyphens separate, and stand within names too, so that there may be many ways:
 * the one with more known names (environment, project) wins, then the one whose known names are longest,
 * then, from left to right, the longest known and the shortest unknown part.
 */
export function matchTemplate(segments: readonly Segment[], secretName: string, known: KnownNames): Parts | undefined {
  const places = segments.map(toPlace);
  const folded = foldSecretName(secretName);
  let best: { parts: Parts; rank: number[] } | undefined;
  for (const parts of waysToMatch(places, secretName, folded)) {
    const rank = rankOf(parts, known);
    if (best === undefined || compare(rank, best.rank) > 0) best = { parts, rank };
  }
  return best?.parts;
}

function toPlace(segment: Segment): Place {
  if (segment.kind === 'text') return { kind: 'text', folded: foldSecretName(toSecretName(segment.text)) };
  return { kind: 'variable', name: segment.name as ImportVariable };
}

function* waysToMatch(places: readonly Place[], name: string, folded: string, from = 0): Generator<Parts> {
  const [place, ...rest] = places;
  if (place === undefined) {
    if (from === name.length) yield {};
    return;
  }
  if (place.kind === 'text') {
    if (folded.startsWith(place.folded, from)) yield* waysToMatch(rest, name, folded, from + place.folded.length);
    return;
  }
  const [next] = rest;
  // The last variable takes what is left; before a text only the text's occurrences are ends.
  let end = next === undefined ? name.length : from + 1;
  for (; end <= name.length; end += 1) {
    if (next?.kind === 'text') {
      end = folded.indexOf(next.folded, end);
      if (end === -1) return;
    }
    if (end === from) return;
    for (const others of waysToMatch(rest, name, folded, end)) yield { [place.name]: name.slice(from, end), ...others };
  }
}

/** Greater is better, compared number by number. Parts are in the order of the pattern. */
function rankOf(parts: Parts, known: KnownNames): number[] {
  const lengths = Object.entries(parts).map(([name, text]) => {
    const names = name === 'environment' ? known.environments : name === 'project' ? known.projects : undefined;
    return names?.has(foldSecretName(text)) ? text.length : -text.length;
  });
  const knownLengths = lengths.filter((length) => length > 0);
  return [knownLengths.length, knownLengths.reduce((sum, length) => sum + length, 0), ...lengths];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
