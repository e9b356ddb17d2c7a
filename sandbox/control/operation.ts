import { z } from 'zod';
import type { Cloud } from '../cloud/cloud.ts';
import { ControlError } from './control-error.ts';

/** One thing that an administrator can do, as an HTTP method and a path with parameters in braces. */
export interface Operation {
  method: string;
  path: string;
  run(cloud: Cloud, params: Record<string, string>, body: unknown): unknown;
}

/** Declares an operation whose body is checked first. What it returns is the answer's JSON; undefined answers 204. */
export function operation<S extends z.ZodType>(
  method: string,
  path: string,
  body: S,
  run: (cloud: Cloud, params: Record<string, string>, body: z.output<S>) => unknown,
): Operation {
  return {
    method,
    path,
    run(cloud, params, input) {
      const parsed = body.safeParse(input ?? {});
      if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error));
      const result = run(cloud, params, parsed.data);
      if (method !== 'GET') cloud.changed();
      return result;
    },
  };
}

/** The operation for a request; the first whose path fits. */
export function findOperation(
  operations: readonly Operation[],
  method: string,
  pathname: string,
): { operation: Operation; params: Record<string, string> } | undefined {
  for (const candidate of operations) {
    const params = candidate.method === method ? matchPath(candidate.path, pathname) : undefined;
    if (params !== undefined) return { operation: candidate, params };
  }
  return undefined;
}

/** The parameters of a path that fits the template. */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const parts = pathname.split('/');
  const wanted = template.split('/');
  if (parts.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = decodeURIComponent(parts[index] ?? '');
    if (part.startsWith('{')) params[part.slice(1, -1)] = actual;
    else if (part !== actual) return undefined;
  }
  return params;
}
