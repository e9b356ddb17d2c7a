import type { KnownNames } from './known-names.ts';
import { matchTemplate } from './match-template.ts';
import type { ImportVariable, PullPattern } from './pattern.ts';

/** What a name's parts are, as the vault spells them. Absent: the pattern says nothing of it. */
export interface NameParts {
  environment?: string;
  project?: string;
  parameter: string;
}

/** Takes a secret's name apart, or returns nothing when the pattern is not about it. Case does not matter. */
export function matchPattern(pattern: PullPattern, secretName: string, known: KnownNames): NameParts | undefined {
  const parts =
    pattern.kind === 'template'
      ? matchTemplate(pattern.segments, secretName, known)
      : matchRegex(pattern.regex, secretName);
  if (parts === undefined) return undefined;
  const { environment, project, parameter } = parts;
  // A group that took part without a character names nothing.
  if (!parameter || environment === '' || project === '') return undefined;
  return { environment, project, parameter };
}

function matchRegex(
  regex: Extract<PullPattern, { kind: 'regex' }>['regex'],
  secretName: string,
): Partial<Record<ImportVariable, string>> | undefined {
  const matcher = regex.matcher(secretName);
  if (!matcher.matches()) return undefined;
  const groups = matcher.getNamedGroups() as Record<string, string | null>;
  return Object.fromEntries(Object.entries(groups).filter(([, text]) => text !== null));
}
