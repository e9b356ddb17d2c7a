import { createRecentlyUsed, type RecentlyUsed } from '../../domain/recently-used.ts';
import { RequestWindow } from '../../domain/request-window.ts';
import { RememberedCount } from './remembered-count.ts';

/** How many names of each kind are remembered. */
const mostNames = 10_000;

/** What a process remembers of how limits are used: nothing of it is shared with others, or outlives it. */
export interface Usage {
  /** By organization. */
  requests: RecentlyUsed<RequestWindow>;
  /** Test events that were sent to webhooks, by organization. */
  pings: RecentlyUsed<RequestWindow>;
  /** Look-ups of keys that do not exist, by remote address. */
  wrongKeys: RecentlyUsed<RequestWindow>;
  /** Public prefixes of keys that exist: what is known of them costs no look-up. */
  knownKeys: RecentlyUsed<true>;
  /** How many of a kind there are, by kind and organization. */
  counts: RecentlyUsed<RememberedCount>;
}

export function createUsage(): Usage {
  return {
    requests: createRecentlyUsed(mostNames, () => new RequestWindow()),
    pings: createRecentlyUsed(mostNames, () => new RequestWindow()),
    wrongKeys: createRecentlyUsed(mostNames, () => new RequestWindow()),
    knownKeys: createRecentlyUsed(mostNames, () => true),
    counts: createRecentlyUsed(mostNames, () => new RememberedCount()),
  };
}
