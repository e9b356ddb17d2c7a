/** What the service answered. */
export interface ApiAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client that looks at what comes, as any script would
  body: any;
}

export type ApiClient = (method: string, path: string, body?: unknown) => Promise<ApiAnswer>;

/** Calls an HTTP API with JSON; `path` may be absolute. */
export function createApiClient(baseUrl: string, headers: Record<string, string> = {}): ApiClient {
  return async (method, path, body) => {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, body: json ? JSON.parse(text) : text };
  };
}
