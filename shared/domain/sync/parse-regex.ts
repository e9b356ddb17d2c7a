import { RE2JS, RE2JSException } from 're2js';
import { ServiceError } from '../../errors.ts';
import type { PatternVariable, RegexPattern } from './pattern.ts';

/**
 * Reads a regular expression with named groups in Python's syntax, `(?P<parameter>…)`. RE2 matches in linear time,
 * so a customer's pattern cannot hold the service up; it knows no look-ahead and no back-references.
 * Rejects with `pattern.invalid`, quoting the part at fault.
 */
export function parseRegex(resource: string, allowed: readonly PatternVariable[]): RegexPattern {
  const regex = compile(resource);
  const groups = Object.keys(regex.namedGroups());
  for (const group of groups) {
    if (allowed.some((name) => name === group)) continue;
    const position = resource.search(new RegExp(`\\(\\?P?<${group}>`)) + 1;
    throw new ServiceError(
      'pattern.invalid',
      `The group “${group}” at character ${position} is not known. There are ${allowed.join(', ')}.`,
    );
  }
  return { kind: 'regex', regex, variables: new Set(allowed.filter((name) => groups.includes(name))) };
}

function compile(resource: string): RE2JS {
  try {
    return RE2JS.compile(resource, RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    const { error, input } = cause as Partial<{ error: string; input: string | null }>;
    // The compiler prefixes the flags to what it quotes.
    const part = input?.replace(/^\(\?i\)/, '');
    const where = part && part !== resource ? ` in “${part}”` : '';
    throw new ServiceError(
      'pattern.invalid',
      `The regular expression is not valid: ${error ?? 'too complex'}${where}.`,
      { cause },
    );
  }
}
