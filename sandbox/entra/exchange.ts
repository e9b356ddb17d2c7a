/** A request to Entra, taken apart once. */
export interface EntraRequest {
  method: string;
  /** Path and query as they came. */
  target: string;
  /** First segment of the path: a tenant or an alias. */
  segment: string;
  /** Empty values are left out, of the body's fields too. */
  query: Record<string, string>;
  /** The body's fields (`application/x-www-form-urlencoded`). */
  form: Record<string, string>;
  headers: { authorization?: string; cookie?: string; origin?: string };
  traces: Traces;
}

/** What Entra shows with every error, for support. */
export interface Traces {
  traceId: string;
  /** The client's own `client-request-id`, if it sent one. */
  correlationId: string;
  time: Date;
}

export interface EntraResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): EntraResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function redirectResponse(location: string, headers: Record<string, string> = {}): EntraResponse {
  return { status: 302, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}
