import type { PatternVariable, TemplatePattern } from './pattern.ts';
import { toSecretName } from './secret-name.ts';

/** The name of the secret that a push writes. It may be too long or collide with another: preflight says so. */
export function renderName(pattern: TemplatePattern, values: Partial<Record<PatternVariable, string>>): string {
  return pattern.segments
    .map((segment) => toSecretName(segment.kind === 'text' ? segment.text : (values[segment.name] ?? '')))
    .join('');
}
