import type { z } from 'zod';
import type { Principal, Role } from '../domain/principal.ts';
import type { RequireUnchanged } from '../use-cases/configuration/require-unchanged.ts';
import type { Deps } from '../use-cases/deps.ts';
import type { AuditRule } from './audit-rule.ts';
import type { Links } from './links.ts';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type HttpMethod = (typeof httpMethods)[number];

/** What a handler is given: everything parsed, nothing raw. */
export interface RouteContext<Params, Query, Body> {
  deps: Deps;
  /** Who asks; anonymous routes must not read it. */
  principal: Principal;
  params: Params;
  query: Query;
  body: Body;
  /** Makes the absolute addresses of this service's objects, and reads them back. */
  links: Links;
  /** The request's own absolute URL as the client should see it; for `next` and `previous`. */
  url: URL;
  header(name: string): string | undefined;
  /**
   * What the request's `If-Match` asks for, for the use case to check where it writes; undefined when that is nothing. `tagOf`
   * makes the ETag that the object's answers carry. Only conditional routes have it.
   */
  requireUnchanged<T>(tagOf: (object: T) => string): RequireUnchanged<T> | undefined;
}

export interface Reply {
  status: number;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is; the content type is among the headers. */
  text?: string;
  /** Likewise, for what is no text. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
}

type Schema = z.ZodType | undefined;
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteDefinition<P extends Schema, Q extends Schema, B extends Schema> {
  /** OpenAPI operation id and name of the function: letters, digits and `_`. */
  name: string;
  method: HttpMethod;
  /** With `/api`, parameters in braces, e.g. `/api/v1/projects/{id}/`. */
  path: string;
  summary: string;
  /** The least role that may call it, or nobody needs to be known. */
  auth: Role | 'anonymous';
  request: { params?: P; query?: Q; body?: B; bodyRequired?: boolean };
  /**
   * Whether it does nothing to an object that has changed since the version that `If-Match` names; such objects are answered
   * with their ETag.
   */
  conditional?: true;
  /** A POST that only reads: every repetition is answered anew, whatever its `Idempotency-Key`, and no answer is kept. */
  readsOnly?: true;
  /** Successful answers by status; `null` for one without a JSON body. */
  responses: Record<number, z.ZodType | null>;
  /** What the audit is told. Every route that changes something has one. */
  audit?: AuditRule<RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>>;
  handle(context: RouteContext<Parsed<P>, Parsed<Q>, Parsed<B>>): Promise<Reply>;
}

/** A route whose schemas' types are forgotten, for lists of routes. */
export type Route = RouteDefinition<Schema, Schema, Schema>;

/** Declares one route: it feeds the Functions registration and the OpenAPI document alike. */
export function route<P extends Schema = undefined, Q extends Schema = undefined, B extends Schema = undefined>(
  definition: RouteDefinition<P, Q, B>,
): Route {
  return definition as unknown as Route;
}
