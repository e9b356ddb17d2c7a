import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { TokenIdentity, TokenVerifier } from '../../ports/token-verifier.ts';

export interface MemoryTokenVerifier extends TokenVerifier {
  /** Gives out a token for this person, good until `expires`. */
  issue(identity: TokenIdentity, expires: Date): string;
}

/** Knows the tokens that it gave out itself. */
export function createMemoryTokenVerifier(deps: { clock: Clock }): MemoryTokenVerifier {
  const issued = new Map<string, { identity: TokenIdentity; expires: Date }>();
  return {
    issue(identity, expires) {
      const token = randomUUID();
      issued.set(token, { identity, expires });
      return token;
    },
    async verify(token) {
      const found = issued.get(token);
      return found !== undefined && found.expires > deps.clock.now() ? found.identity : undefined;
    },
  };
}
