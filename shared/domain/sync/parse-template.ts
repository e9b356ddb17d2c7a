import mustache from 'mustache';
import { ServiceError } from '../../errors.ts';
import { type PatternVariable, patternVariables, type Segment, type TemplatePattern } from './pattern.ts';

type Token = [kind: string, text: string, start: number, end: number];

const sorts: Record<string, string> = {
  '#': 'a section',
  '^': 'an inverted section',
  '>': 'a partial',
  '=': 'a change of delimiters',
};

/**
 * Reads a mustache template of plain variables. Rejects with `pattern.invalid`, saying what is wrong and where
 * (characters counted from 1).
 */
export function parseTemplate(resource: string, allowed: readonly PatternVariable[]): TemplatePattern {
  const segments = tokensOf(resource).flatMap((token) => toSegment(token, allowed));
  const variables = segments.flatMap((segment) => (segment.kind === 'variable' ? [segment.name] : []));
  return { kind: 'template', segments, variables: new Set(variables) };
}

function tokensOf(resource: string): Token[] {
  const writer = new mustache.Writer();
  // Every template of every customer would stay in memory otherwise.
  Object.assign(writer, { templateCache: undefined });
  try {
    return writer.parse(resource) as Token[];
  } catch (cause) {
    // The parser's messages name the fault and its position; there is nothing else to tell them by.
    const fault = cause instanceof Error ? cause.message : 'not a mustache template';
    throw new ServiceError('pattern.invalid', `The pattern is not valid mustache: ${fault}.`, { cause });
  }
}

function toSegment([kind, text, start]: Token, allowed: readonly PatternVariable[]): Segment[] {
  if (kind === '!') return [];
  if (kind === 'text') return [{ kind: 'text', text }];
  const at = `at character ${start + 1}`;
  if (kind !== 'name' && kind !== '&') {
    throw new ServiceError(
      'pattern.invalid',
      `The pattern holds ${sorts[kind] ?? `a tag “${kind}”`} ${at}; only variables have a meaning.`,
    );
  }
  const name = allowed.find((known) => known === text);
  if (name !== undefined) return [{ kind: 'variable', name }];
  const known = patternVariables.some((variable) => variable === text);
  const reason = known ? `has no meaning here: “${text}”` : `is not known: “${text}”`;
  throw new ServiceError('pattern.invalid', `The variable ${at} ${reason}. There are ${allowed.join(', ')}.`);
}
