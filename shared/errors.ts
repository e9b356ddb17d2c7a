import { accessProblems } from './problems/access-problems.ts';
import { configurationProblems } from './problems/configuration-problems.ts';
import { consentProblems } from './problems/consent-problems.ts';
import { requestProblems } from './problems/request-problems.ts';
import { serviceProblems } from './problems/service-problems.ts';
import { syncProblems } from './problems/sync-problems.ts';
import { vaultProblems } from './problems/vault-problems.ts';
import { webhookProblems } from './problems/webhook-problems.ts';

/**
 * Every error that the service answers with: its stable code (the public API), HTTP status, title for a person,
 * and what to do next. The sentence about the present case is the error's `detail`. Each area's are in shared/problems/.
 */
export const problems = {
  ...requestProblems,
  ...accessProblems,
  ...consentProblems,
  ...vaultProblems,
  ...syncProblems,
  ...configurationProblems,
  ...webhookProblems,
  ...serviceProblems,
};

export type ProblemCode = keyof typeof problems;

/** One failing field: where it is (`body.vault_name`, `query.page`) and what is wrong with it. */
export interface FieldError {
  field: string;
  code: string;
  detail: string;
}

/** An expected failure with a stable code; becomes an RFC 9457 problem at the edge. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ProblemCode;
  /** One sentence about this case; never holds a secret. */
  readonly detail: string;
  readonly fields: readonly FieldError[];
  /** Seconds, for Retry-After. */
  readonly retryAfter?: number;

  constructor(
    code: ProblemCode,
    detail?: string,
    options: { fields?: readonly FieldError[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    const sentence = detail ?? `${problems[code][1]}.`;
    super(sentence, { cause: options.cause });
    this.code = code;
    this.detail = sentence;
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return problems[this.code][0];
  }

  get title(): string {
    return problems[this.code][1];
  }

  /** What the person should do next. */
  get next(): string {
    return problems[this.code][2];
  }
}

export function notFound(what: string): ServiceError {
  return new ServiceError('object.not-found', `There is no such ${what} in this organization.`);
}
