import type { values } from '../../ports/signals.ts';
import type { Deps } from '../deps.ts';

/** What removing may use. `rows` are slowed down, and refuse when the turn is over. */
export type SweepDeps = Pick<Deps, 'rows' | 'clock' | 'random' | 'retention'>;

export type Removed = keyof typeof values.removed;

/** Says how many were removed. */
export type Tell = (what: Removed, count: number) => void;

/**
 * One kind of what may be due. Each place that it yields is behind something that is done; given back as `after`, it goes on
 * there. It may be cut off at every request.
 */
export type SweepPart = (deps: SweepDeps, organizationId: string, tell: Tell, after: string) => AsyncGenerator<string>;
