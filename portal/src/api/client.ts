import createClient, { type Client } from 'openapi-fetch';
import { createContext, use } from 'react';
import { ApiProblem, toProblem } from './problem.ts';
import type { paths, Schemas } from './schema.ts';

export type Api = Client<paths>;

/** Calls the API in the name of whom the token stands for. `token` is asked anew for every request. */
export function createApi({ origin, token }: { origin: string; token: () => Promise<string> }): Api {
  const api = createClient<paths>({ baseUrl: origin });
  api.use({
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
  });
  return api;
}

/** What a call answers: throws {@link ApiProblem} unless it succeeded. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw cause instanceof DOMException ? cause : toProblem(cause);
  });
  if (response.ok) return data as T;
  if (isProblem(error)) throw new ApiProblem(error);
  throw new ApiProblem({
    code: 'portal.unexpected',
    title: 'The answer was not understood',
    detail: `The service answered ${response.status} without saying why.`,
    next: 'Try again in a minute.',
  });
}

function isProblem(body: unknown): body is Schemas['Problem'] {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'next' in body;
}

export const ApiContext = createContext<Api | undefined>(undefined);

/** The API for the person who is signed in. */
export function useApi(): Api {
  const api = use(ApiContext);
  if (api === undefined) throw new Error('nobody is signed in');
  return api;
}
