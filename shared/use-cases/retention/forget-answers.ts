import { cutoff } from '../../domain/retention/cutoff.ts';
import { forgetRequestsBefore, usersDueBefore } from '../../store/keyed-requests.ts';
import type { SweepPart } from './sweep.ts';

/** Forgets requests that came with an `Idempotency-Key`, and their answers, of all organizations. */
export const forgetAnswers: SweepPart = async function* ({ rows, clock, retention }, _organizationId, tell) {
  const before = cutoff(retention.answerDays, clock.now());
  if (before === undefined) return;
  for await (const user of usersDueBefore(rows, before)) {
    tell('answers', await forgetRequestsBefore(rows, user, before));
  }
  yield '';
};
