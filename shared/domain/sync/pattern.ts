import type { RE2JS } from 're2js';

/** What a pattern can stand for. A pull knows the first three. */
export const patternVariables = ['environment', 'project', 'parameter', 'push', 'tag'] as const;

export type PatternVariable = (typeof patternVariables)[number];
export type ImportVariable = 'environment' | 'project' | 'parameter';

export type Segment = { kind: 'text'; text: string } | { kind: 'variable'; name: PatternVariable };

/** Text with places for variables, e.g. `{{ environment }}-{{ project }}-{{ parameter }}`. */
export interface TemplatePattern {
  kind: 'template';
  segments: readonly Segment[];
  variables: ReadonlySet<PatternVariable>;
}

/** A regular expression with named groups, matched against the whole name and without regard to case. */
export interface RegexPattern {
  kind: 'regex';
  regex: RE2JS;
  variables: ReadonlySet<PatternVariable>;
}

export type PullPattern = TemplatePattern | RegexPattern;
