import { RE2JS } from 're2js';

/**
 * A project's pattern for the names of new parameters, in RE2's syntax: it runs in linear time, so that no pattern
 * can hold the service up. Returns nothing when the pattern cannot be read.
 * https://github.com/google/re2/wiki/Syntax
 */
export function readNamePattern(pattern: string): ((name: string) => boolean) | undefined {
  if (pattern === '') return () => true;
  try {
    const compiled = RE2JS.compile(pattern);
    return (name) => compiled.matches(name);
  } catch {
    return undefined;
  }
}
