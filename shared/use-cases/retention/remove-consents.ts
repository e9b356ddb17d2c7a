import { cutoff } from '../../domain/retention/cutoff.ts';
import { consentsExpiredBefore, deleteConsent } from '../../store/consents.ts';
import type { SweepPart } from './sweep.ts';

/** Removes consents that expired long ago, of all organizations, whatever became of them. Two requests for each. */
export const removeConsents: SweepPart = async function* ({ rows, clock, retention }, _organizationId, tell) {
  const before = cutoff(retention.consentDays, clock.now());
  if (before === undefined) return;
  for await (const consent of consentsExpiredBefore(rows, before)) {
    await deleteConsent(rows, consent);
    tell('consents', 1);
  }
  yield '';
};
