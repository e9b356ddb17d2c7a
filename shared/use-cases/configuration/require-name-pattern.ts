import { readNamePattern } from '../../domain/configuration/name-pattern.ts';
import { ServiceError } from '../../errors.ts';

/** Rejects with `request.invalid` when it cannot be read as a pattern for parameter names. */
export function requireNamePattern(pattern: string): (name: string) => boolean {
  const allows = readNamePattern(pattern);
  if (allows !== undefined) return allows;
  throw new ServiceError(
    'request.invalid',
    'parameter_name_pattern is not a regular expression in the syntax of RE2.',
    {
      fields: [{ field: 'body.parameter_name_pattern', code: 'pattern', detail: 'Not a regular expression.' }],
    },
  );
}
