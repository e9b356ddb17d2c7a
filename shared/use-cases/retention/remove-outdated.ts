import type { Clock } from '../../ports/clock.ts';
import { StorageFault } from '../../ports/storage-fault.ts';
import { everyOrganization, getOrganization } from '../../store/organizations.ts';
import { paceRows, TurnOver } from '../../store/pace-rows.ts';
import {
  getRetentionRound,
  putRetentionRound,
  type RetentionPlace,
  type StoredRetentionRound,
} from '../../store/retention-round.ts';
import type { Deps } from '../deps.ts';
import { finishMarks } from './finish-marks.ts';
import { forgetAnswers } from './forget-answers.ts';
import { removeAudit } from './remove-audit.ts';
import { removeConsents } from './remove-consents.ts';
import { removeOldValues } from './remove-old-values.ts';
import { removeStatusChanges } from './remove-status-changes.ts';
import { removeTasks } from './remove-tasks.ts';
import type { Removed, SweepPart } from './sweep.ts';

/** Milliseconds between the beginnings of two rounds. */
const roundEvery = 24 * 3_600_000;
/** Milliseconds that a turn works: well within what the platform gives an invocation (`functionTimeout` in host.json). */
const turnLasts = 4 * 60_000;
/** After so long a turn is over, or its worker is dead. */
const heldFor = turnLasts + 60_000;
/** A partition takes 2,000 rows in a second, an account 20,000: so many transactions of 100 leave most of that to others. */
const requestsPerSecond = 20;
/** How far it has come is written after so many requests. */
const saveEvery = 100;

type Part = [name: string, sweep: SweepPart];

/** Not of one organization. They come before all organizations, as if they were one with an empty id. */
const sharedParts: Part[] = [
  ['consents', removeConsents],
  ['answers', forgetAnswers],
];
const organizationParts: Part[] = [
  ['marks', finishMarks],
  ['tasks', removeTasks],
  ['status-changes', removeStatusChanges],
  ['values', removeOldValues],
  ['audit', removeAudit],
];
const start: RetentionPlace = { organizationId: '', part: 0, after: '' };

type RetentionDeps = Pick<Deps, 'rows' | 'clock' | 'random' | 'log' | 'telemetry' | 'retention'>;

/**
 * A turn of the timer: removes what has been kept as long as the settings say, organization after organization, until all are
 * through or the time of the turn is over; the next turn goes on there. Everything once a day. Of two at the same time one
 * stops; what both remove is removed once. Costs a lookup when there is nothing to do.
 */
export async function removeOutdated(deps: RetentionDeps): Promise<void> {
  const round = await beginTurn(deps);
  if (round === undefined) return;
  const turn = new Turn(deps, round);
  try {
    await turn.run();
  } finally {
    turn.report();
  }
}

/** Takes the round on, or begins one; nothing when it is not time, or somebody else is at it. */
async function beginTurn({ rows, clock }: Pick<RetentionDeps, 'rows' | 'clock'>) {
  const now = clock.now();
  const last = await getRetentionRound(rows);
  if (last?.heldUntil !== undefined && last.heldUntil > now) return undefined;
  if (last?.place === undefined && last !== undefined && now.getTime() - last.begunAt.getTime() < roundEvery) {
    return undefined;
  }
  const heldUntil = new Date(now.getTime() + heldFor);
  const place = last?.place ?? start;
  const begunAt = last?.place === undefined ? now : last.begunAt;
  return putRetentionRound(rows, { begunAt, place, heldUntil, etag: last?.etag });
}

class Turn {
  readonly #deps: RetentionDeps;
  readonly #paced: ReturnType<typeof paceRows>;
  readonly #removed = new Map<Removed, number>();
  #round: StoredRetentionRound;
  #savedAt = 0;

  constructor(deps: RetentionDeps, round: StoredRetentionRound) {
    const { rows, clock } = deps;
    this.#deps = deps;
    this.#round = round;
    const until = endOfTurn(clock);
    this.#paced = paceRows(rows, { clock, perSecond: requestsPerSecond, until });
  }

  async run(): Promise<void> {
    try {
      await this.#goOn();
      this.#round = { ...this.#round, place: undefined };
    } catch (error) {
      ignoreTurnOver(error);
    }
    await this.#save({ heldUntil: undefined }).catch(ignoreTurnOver);
  }

  report(): void {
    const { log, telemetry } = this.#deps;
    for (const [what, count] of this.#removed) telemetry.measure('retention.removed', count, { removed: what });
    const { requests } = this.#paced;
    log.info('retention.turn', {
      ...Object.fromEntries(this.#removed),
      requests,
      done: this.#round.place === undefined,
    });
  }

  async #goOn(): Promise<void> {
    const from = this.#round.place ?? start;
    if (from.organizationId === '') await this.#goThrough(sharedParts, from);
    for await (const organizationId of everyOrganization(this.#paced, from.organizationId)) {
      const organization = await getOrganization(this.#paced, organizationId);
      // Of one that is being deleted everything goes, and nothing must be written any more.
      if (organization === undefined || organization.deletingSince !== undefined) continue;
      const same = organizationId === from.organizationId;
      await this.#goThrough(organizationParts, same ? from : { organizationId, part: 0, after: '' });
    }
  }

  async #goThrough(parts: readonly Part[], { organizationId, part: first, after }: RetentionPlace): Promise<void> {
    for (const [part, [name, sweep]] of parts.entries()) {
      if (part < first) continue;
      this.#round = { ...this.#round, place: { organizationId, part, after: part === first ? after : '' } };
      await this.#sweep(name, sweep);
    }
    this.#round = { ...this.#round, place: { organizationId, part: parts.length, after: '' } };
  }

  async #sweep(name: string, sweep: SweepPart): Promise<void> {
    const place = this.#round.place ?? start;
    const { organizationId } = place;
    const tell = (what: Removed, count: number) => {
      if (count > 0) this.#removed.set(what, (this.#removed.get(what) ?? 0) + count);
    };
    try {
      for await (const after of sweep({ ...this.#deps, rows: this.#paced }, organizationId, tell, place.after)) {
        this.#round = { ...this.#round, place: { ...place, after } };
        if (this.#paced.requests - this.#savedAt >= saveEvery) await this.#save({});
      }
    } catch (error) {
      if (error instanceof TurnOver || isAway(error)) throw error;
      // What cannot be read in one organization must not keep what others have.
      this.#deps.log.error('retention.failed', { organizationId, part: name, error });
    }
  }

  /** Not slowed down, and after the end of the turn as well. */
  async #save(change: { heldUntil?: undefined }): Promise<void> {
    this.#savedAt = this.#paced.requests;
    const written = await putRetentionRound(this.#deps.rows, { ...this.#round, ...change });
    if (written === undefined) throw new TurnOver('somebody else goes on');
    this.#round = written;
  }
}

function ignoreTurnOver(error: unknown): void {
  if (!(error instanceof TurnOver)) throw error;
}

/** The storage answers nobody: the next turn tries it again. */
function isAway(error: unknown): boolean {
  return error instanceof StorageFault && error.code === 'storage.unavailable';
}

function endOfTurn(clock: Clock): Date {
  return new Date(clock.now().getTime() + turnLasts);
}
