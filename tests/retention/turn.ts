import { retentionTimer } from '../../functions/timers/retention.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import type { TestApp } from '../support/test-app.ts';

export const day = 24 * 3_600_000;

/** Ports whose clock lets the time pass where somebody waits for it. */
export function hasty({ deps, clock }: TestApp, change: Partial<Deps> = {}): Deps {
  return { ...deps, ...change, clock: { now: clock.now, sleep: (milliseconds) => clock.advance(milliseconds) } };
}

/** The timer fires once. */
export function fire(app: TestApp, change: Partial<Deps> = {}): Promise<void> {
  return retentionTimer.handle({ deps: hasty(app, change) });
}

/** What the last turn said that it did. */
export function lastTurn(app: TestApp): Record<string, unknown> {
  const turns = app.logLines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'retention.turn');
  const { requests, done, ...rest } = turns.at(-1) ?? {};
  const removed = Object.entries(rest).filter(([, value]) => typeof value === 'number');
  return { ...Object.fromEntries(removed), requests, done };
}

/** The timer fires until a round is through, and once more a day later, when what was announced goes. */
export async function round(app: TestApp): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    await fire(app);
    if (lastTurn(app).done) return;
    await app.clock.advance(600_000);
  }
  throw new Error('the round does not end');
}
