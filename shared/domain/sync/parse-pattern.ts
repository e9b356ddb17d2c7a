import { ServiceError } from '../../errors.ts';
import { parseRegex } from './parse-regex.ts';
import { parseTemplate } from './parse-template.ts';
import { type ImportVariable, type PullPattern, patternVariables, type TemplatePattern } from './pattern.ts';

const importVariables: readonly ImportVariable[] = ['environment', 'project', 'parameter'];

/**
 * The pattern of a pull: mustache, or a regular expression with named groups.
 * Rejects with `pattern.invalid`, or with `pattern.missing-variable` without `parameter`.
 */
export function parsePullPattern(resource: string): PullPattern {
  const pattern = resource.includes('{{')
    ? parseTemplate(resource, importVariables)
    : parseRegex(resource, importVariables);
  if (pattern.kind === 'template') {
    for (const name of pattern.variables) {
      const times = pattern.segments.filter((segment) => segment.kind === 'variable' && segment.name === name).length;
      if (times > 1)
        throw new ServiceError(
          'pattern.invalid',
          `The variable “${name}” stands in the pattern ${times} times; once is enough.`,
        );
    }
  }
  needParameter(pattern);
  return pattern;
}

/**
 * The pattern of a push, which makes names and so is always mustache.
 * Rejects with `pattern.invalid`, or with `pattern.missing-variable` without `parameter`.
 */
export function parsePushPattern(resource: string): TemplatePattern {
  const pattern = parseTemplate(resource, patternVariables);
  needParameter(pattern);
  return pattern;
}

function needParameter(pattern: PullPattern): void {
  if (pattern.variables.has('parameter')) return;
  const how = pattern.kind === 'template' ? '{{ parameter }}' : '{{ parameter }} or a group (?P<parameter>…)';
  throw new ServiceError('pattern.missing-variable', `The pattern lacks the variable parameter: write ${how}.`);
}
