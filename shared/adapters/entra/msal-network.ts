import { AuthError, type INetworkModule, type NetworkRequestOptions, type NetworkResponse } from '@azure/msal-node';

/** How long Entra may take for one answer, in milliseconds: somebody's browser waits for it. */
const patience = 10_000;

/** msal's own client sets no limit to the time of a POST, and drops the cause of a failure. */
export const msalNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send(url, { method: 'GET' }, options),
  sendPostRequestAsync: (url, options) => send(url, { method: 'POST', body: options?.body ?? '' }, options),
};

async function send<T>(url: string, init: RequestInit, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
  try {
    const headers = options?.headers ?? {};
    const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(patience) });
    return {
      headers: Object.fromEntries(response.headers),
      // msal tells errors' status only if it stands in the body, where Entra does not put it.
      body: { ...((await response.json()) as object), ...(response.ok ? {} : { status: response.status }) } as T,
      status: response.status,
    };
  } catch (cause) {
    // msal lets its own kind of error pass, and would replace any other.
    const error = new AuthError('network_error', '');
    error.cause = cause;
    throw error;
  }
}
