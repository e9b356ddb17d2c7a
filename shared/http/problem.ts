import type { z } from 'zod';
import { type FieldError, ServiceError } from '../errors.ts';
import { CipherFault } from '../ports/cipher.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { Reply } from './route.ts';

/** RFC 9457, with our own members `code`, `next`, `trace_id` and `errors`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  next: string;
  trace_id: string;
  errors?: readonly FieldError[];
}

/** Where the codes are described; the fragment is the code. */
const typeBase = '/api/v1/docs#';

export function problemReply(error: ServiceError, traceId: string): Reply {
  const problem: Problem = {
    type: `${typeBase}${error.code}`,
    title: error.title,
    status: error.status,
    detail: error.detail,
    code: error.code,
    next: error.next,
    trace_id: traceId,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
  };
  return {
    status: error.status,
    body: problem,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(error.status === 401 ? { 'WWW-Authenticate': 'Api-Key, Bearer' } : {}),
      ...(error.retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(error.retryAfter))) }),
    },
  };
}

/** What went wrong, as an error of ours: what is not expected becomes `internal`, which tells nothing of its cause. */
export function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof CipherFault) {
    return new ServiceError(error.code, undefined, { cause: error, retryAfter: error.retryAfter });
  }
  if (error instanceof StorageFault && error.code === 'storage.unavailable') {
    return new ServiceError(error.code, undefined, { cause: error, retryAfter: 10 });
  }
  return new ServiceError('internal', undefined, { cause: error });
}

/** A schema's issues as field errors, each named with its place: `body.vault_name`, `query.page`. */
export function validationError(place: 'body' | 'query' | 'path', error: z.ZodError): ServiceError {
  const fields = error.issues.flatMap((issue): FieldError[] => {
    const at = (path: readonly PropertyKey[]) => [place, ...path].map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: at([...issue.path, key]), code: 'unknown', detail: 'Unknown field.' }));
    }
    return [{ field: at(issue.path), code: issue.code, detail: issue.message }];
  });
  const named = [...new Set(fields.map(({ field }) => field))].join(', ');
  return new ServiceError('request.invalid', `Not valid: ${named}.`, { fields });
}
