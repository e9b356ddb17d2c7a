import type { AccessToken } from '@azure/identity';
import type { Clock } from '../../ports/clock.ts';

/** A token is not handed out for longer than until this many milliseconds before its end, and renewed before that. */
const margin = 5 * 60_000;
/** Milliseconds between two attempts to renew a token that still serves. */
const pause = 60_000;

/** Gives a token for the scope. */
export type GetAccessToken = (scope: string) => Promise<AccessToken>;

interface Kept {
  held?: AccessToken;
  /** From when the held token is to be renewed; milliseconds since 1970. */
  renewAt: number;
  underWay?: Promise<AccessToken>;
}

/**
 * The same tokens, each acquired once for all who ask. While one still serves, a renewal that fails is nobody's trouble:
 * the identity library would reject although it holds a token that is good for hours, and ask anew for everybody who
 * comes meanwhile; the Azure CLI is even started for every token.
 */
export function keepTokens(acquire: GetAccessToken, { now }: Pick<Clock, 'now'>): GetAccessToken {
  const scopes = new Map<string, Kept>();

  async function renew(kept: Kept, scope: string): Promise<AccessToken> {
    try {
      const token = await acquire(scope);
      kept.held = token;
      const due = token.refreshAfterTimestamp ?? token.expiresOnTimestamp - margin;
      kept.renewAt = Math.min(Math.max(due, now().getTime() + pause), token.expiresOnTimestamp);
      return token;
    } catch (error) {
      const { held } = kept;
      if (held === undefined || held.expiresOnTimestamp - margin <= now().getTime()) throw error;
      kept.renewAt = now().getTime() + pause;
      return held;
    } finally {
      kept.underWay = undefined;
    }
  }

  return async (scope) => {
    const kept = scopes.get(scope) ?? { renewAt: 0 };
    scopes.set(scope, kept);
    if (kept.held !== undefined && now().getTime() < kept.renewAt) return kept.held;
    kept.underWay ??= renew(kept, scope);
    return kept.underWay;
  };
}
