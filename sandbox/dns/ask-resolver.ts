import http from 'node:http';
import { nameServerUnreachableError } from './lookup-errors.ts';

const TIMEOUT = 5_000;

/**
 * Asks the sandbox's resolver whether a name exists: `GET {url}/dns/{name}` answers 200 or 404.
 * Rejects with getaddrinfo's EAI_AGAIN when the resolver cannot be asked.
 */
export function askResolver(resolverUrl: string, hostname: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) => reject(nameServerUnreachableError(hostname, cause));
    const url = new URL(
      `dns/${encodeURIComponent(hostname)}`,
      resolverUrl.endsWith('/') ? resolverUrl : `${resolverUrl}/`,
    );
    // Its own connection: a pooled one would keep the asking process from ending.
    const request = http.get(url, { agent: false, timeout: TIMEOUT }, (response) => {
      response.resume();
      if (response.statusCode === 200) resolve(true);
      else if (response.statusCode === 404) resolve(false);
      else failed(new Error(`The resolver answered ${response.statusCode}`));
    });
    request.on('timeout', () => request.destroy(new Error(`The resolver did not answer within ${TIMEOUT} ms`)));
    request.on('error', failed);
  });
}
