import type { KnownNames } from './known-names.ts';
import type { ImportVariable, Segment } from './pattern.ts';
import { foldSecretName, toSecretName } from './secret-name.ts';

type Parts = Partial<Record<ImportVariable, string>>;
type Place = { kind: 'text'; folded: string } | { kind: 'variable'; name: ImportVariable };

/** A way to match the rest of a name: the first variable's part, and the way behind it. */
interface Way {
  name: ImportVariable;
  from: number;
  end: number;
  /** Length of the part; negative when it is no known name. Greater is better. */
  worth: number;
  /** How many parts from here on are known names, and how long these are together. */
  known: number;
  knownLength: number;
  rest?: Way;
}

/** What is left of a name, when nothing is left of the template. */
const nothing = Symbol('nothing');

/**
 * Takes a name apart along a template. Hyphens separate, and stand within names too, so that there may be many ways:
 * the one with more known names (environment, project) wins, then the one whose known names are longest,
 * then, from left to right, the longest known and the shortest unknown part.
 *
 * The best way through a rest does not depend on how it was reached, so each rest is looked at once: the time grows
 * with the square of the name's length at most.
 */
export function matchTemplate(segments: readonly Segment[], secretName: string, known: KnownNames): Parts | undefined {
  const places = segments.map(toPlace);
  const folded = foldSecretName(secretName);
  const remembered = new Map<number, Way | typeof nothing | undefined>();

  function best(place: number, from: number): Way | typeof nothing | undefined {
    const key = place * (folded.length + 1) + from;
    if (!remembered.has(key)) remembered.set(key, findBest(place, from));
    return remembered.get(key);
  }

  function findBest(index: number, from: number): Way | typeof nothing | undefined {
    const place = places[index];
    if (place === undefined) return from === folded.length ? nothing : undefined;
    if (place.kind === 'text') {
      return folded.startsWith(place.folded, from) ? best(index + 1, from + place.folded.length) : undefined;
    }
    let found: Way | undefined;
    for (const end of endsOf(places[index + 1], folded, from)) {
      const rest = best(index + 1, end);
      if (rest === undefined) continue;
      const way = prepend(place.name, from, end, rest === nothing ? undefined : rest);
      if (found === undefined || isBetter(way, found)) found = way;
    }
    return found;
  }

  function prepend(name: ImportVariable, from: number, end: number, rest: Way | undefined): Way {
    const names = name === 'environment' ? known.environments : name === 'project' ? known.projects : undefined;
    const isKnown = names?.has(folded.slice(from, end)) === true;
    const length = end - from;
    return {
      name,
      from,
      end,
      worth: isKnown ? length : -length,
      known: (rest?.known ?? 0) + (isKnown ? 1 : 0),
      knownLength: (rest?.knownLength ?? 0) + (isKnown ? length : 0),
      rest,
    };
  }

  const way = best(0, 0);
  if (way === undefined) return undefined;
  const parts: Parts = {};
  for (let at = way === nothing ? undefined : way; at !== undefined; at = at.rest) {
    parts[at.name] = secretName.slice(at.from, at.end);
  }
  return parts;
}

function toPlace(segment: Segment): Place {
  if (segment.kind === 'text') return { kind: 'text', folded: foldSecretName(toSecretName(segment.text)) };
  return { kind: 'variable', name: segment.name as ImportVariable };
}

/** Where a variable's part can end that begins at `from`: it has at least one character. */
function* endsOf(next: Place | undefined, folded: string, from: number): Generator<number> {
  if (next === undefined) {
    // The last variable takes what is left.
    if (folded.length > from) yield folded.length;
  } else if (next.kind === 'variable') {
    for (let end = from + 1; end < folded.length; end += 1) yield end;
  } else {
    let end = folded.indexOf(next.folded, from + 1);
    for (; end !== -1; end = folded.indexOf(next.folded, end + 1)) yield end;
  }
}

function isBetter(way: Way, other: Way): boolean {
  if (way.known !== other.known) return way.known > other.known;
  if (way.knownLength !== other.knownLength) return way.knownLength > other.knownLength;
  let [one, two]: [Way | undefined, Way | undefined] = [way, other];
  while (one !== undefined && two !== undefined) {
    if (one.worth !== two.worth) return one.worth > two.worth;
    [one, two] = [one.rest, two.rest];
  }
  return false;
}
