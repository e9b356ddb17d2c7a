import type { Schemas } from './schema.ts';

export type ProblemCode = Schemas['Problem']['code'];

/** What the portal itself finds wrong, beside the API's own codes. */
export type PortalProblemCode = 'portal.unreachable' | 'portal.unexpected';

/** A request that failed, as the API tells it (RFC 9457). Decide by `code`; the rest is for the person. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode | PortalProblemCode;
  readonly title: string;
  /** One sentence about this case. */
  readonly detail: string;
  /** What to do. */
  readonly next: string;
  /** What support asks for; absent when no answer came. */
  readonly traceId?: string;
  /** Faults by field of the body, e.g. `vault_name`. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(problem: {
    code: ProblemCode | PortalProblemCode;
    title: string;
    detail: string;
    next: string;
    trace_id?: string;
    errors?: readonly { field: string; detail: string }[];
    cause?: unknown;
  }) {
    super(problem.detail, { cause: problem.cause });
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.next = problem.next;
    if (problem.trace_id !== undefined) this.traceId = problem.trace_id;
    const faults = problem.errors ?? [];
    this.fields = Object.fromEntries(faults.map(({ field, detail }) => [field.replace(/^body\./, ''), detail]));
  }
}

/** Whether what was asked for is there no longer, e.g. since somebody deleted it. Asking again is of no use then. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'object.not-found';
}

/** Whatever was thrown, as a problem that can be shown. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  // fetch rejects so when no answer came: https://fetch.spec.whatwg.org/#fetch-method
  if (error instanceof TypeError) {
    return new ApiProblem({
      code: 'portal.unreachable',
      title: 'The service cannot be reached',
      detail: 'No answer came from the service.',
      next: 'Check the connection and try again.',
      cause: error,
    });
  }
  return new ApiProblem({
    code: 'portal.unexpected',
    title: 'Something went wrong in the portal',
    detail: error instanceof Error ? error.message : String(error),
    next: 'Load the page again.',
    cause: error,
  });
}
