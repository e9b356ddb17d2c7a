import { type ProblemCode, toProblem } from '../../../api/problem.ts';

const aboutPattern: ReadonlySet<string> = new Set<ProblemCode>(['pattern.invalid', 'pattern.missing-variable']);

/** What is wrong with the pattern itself, to be said beside it; nothing where an error is about something else. */
export function patternFault(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  const { code, detail, fields } = toProblem(error);
  return aboutPattern.has(code) ? `${detail} (${code})` : fields.resource;
}
