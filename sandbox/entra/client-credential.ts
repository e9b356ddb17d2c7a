import { z } from 'zod';
import { AadstsFault } from './aadsts-fault.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const fields = z.object({
  client_id: z.string().min(1).optional(),
  client_secret: z.string().min(1).optional(),
  client_assertion: z.string().min(1).optional(),
  client_assertion_type: z.string().optional(),
});

/** What a request to the token endpoint says of its client. */
export interface PresentedClient {
  clientId: string;
  credential: { kind: 'secret'; secret: string } | { kind: 'assertion'; assertion: string } | { kind: 'none' };
}

/**
 * Reads the client's id and credential: from the body, or from HTTP basic authentication (RFC 6749, 2.3.1).
 * An assertion wins over a secret.
 */
export function readClient(form: Record<string, string>, authorization: string | undefined): PresentedClient {
  const body = fields.parse(form);
  const basic = readBasic(authorization);
  const clientId = body.client_id ?? basic?.clientId;
  if (clientId === undefined) throw new AadstsFault(900144, { parameter: 'client_id' });
  const secret = body.client_secret ?? basic?.secret;
  if (body.client_assertion !== undefined) {
    if (body.client_assertion_type !== assertionType) {
      throw new AadstsFault(900144, { parameter: 'client_assertion_type' });
    }
    return { clientId, credential: { kind: 'assertion', assertion: body.client_assertion } };
  }
  return { clientId, credential: secret === undefined ? { kind: 'none' } : { kind: 'secret', secret } };
}

function readBasic(authorization: string | undefined): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic +([\w+/]+={0,2})$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [, clientId, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  if (clientId === undefined || secret === undefined) return undefined;
  try {
    return { clientId: decodeURIComponent(clientId), secret: decodeURIComponent(secret) };
  } catch (cause) {
    throw new AadstsFault(90023, { reason: 'the Authorization header is malformed' }, { cause });
  }
}
