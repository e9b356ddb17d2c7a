import type { ApiKey } from '../../domain/api-key.ts';
import { ServiceError } from '../../errors.ts';
import { getApiKey } from '../../store/api-keys.ts';
import type { Deps } from '../deps.ts';

/**
 * The key of this public prefix. A process remembers keys that exist; one that does not costs a lookup each time. So a
 * remote address that asks for many of them is told to wait, but for keys that are known: who shares an address with
 * somebody who guesses is not shut out. Rejects with `rate.limited`.
 */
export async function lookUpKey(
  { rows, clock, usage, wrongKeysPerMinute }: Pick<Deps, 'rows' | 'clock' | 'usage' | 'wrongKeysPerMinute'>,
  prefix: string,
  from: string,
): Promise<ApiKey | undefined> {
  const now = clock.now().getTime();
  const wrongKeys = usage.wrongKeys(from);
  if (usage.knownKeys.peek(prefix) === undefined) {
    const { remaining, seconds } = wrongKeys.look(wrongKeysPerMinute, now);
    if (remaining === 0) {
      const sentence = 'Many keys that do not exist came from this address.';
      throw new ServiceError('rate.limited', sentence, { retryAfter: seconds });
    }
  }
  const stored = await getApiKey(rows, prefix);
  if (stored === undefined) wrongKeys.take(wrongKeysPerMinute, now);
  else usage.knownKeys(prefix);
  return stored;
}
