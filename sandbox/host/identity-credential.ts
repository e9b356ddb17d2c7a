import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';

const answer = z.object({ access_token: z.string(), expires_on: z.coerce.number() });

/**
 * The app's managed identity, as the platform's host uses it: by the endpoint that the app's own environment names.
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export function identityCredential(
  clientId: string | undefined,
  { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: secret }: Record<string, string | undefined>,
): TokenCredential {
  return {
    async getToken(scopes) {
      if (!endpoint || !secret) throw new Error('No managed identity is assigned to the app.');
      const url = new URL(endpoint);
      url.searchParams.set('api-version', '2019-08-01');
      url.searchParams.set(
        'resource',
        [scopes]
          .flat()
          .join(' ')
          .replace(/\/\.default$/, ''),
      );
      if (clientId) url.searchParams.set('client_id', clientId);
      const response = await fetch(url, { headers: { 'X-IDENTITY-HEADER': secret } });
      if (!response.ok)
        throw new Error(`The managed identity has no token: ${response.status} ${await response.text()}`);
      const { access_token: token, expires_on: expires } = answer.parse(await response.json());
      return { token, expiresOnTimestamp: expires * 1000 };
    },
  };
}
