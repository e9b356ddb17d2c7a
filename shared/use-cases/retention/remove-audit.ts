import { streamsOf } from '../../domain/audit/audit-streams.ts';
import { cutoff } from '../../domain/retention/cutoff.ts';
import { toEntry } from '../../store/audit.ts';
import { trimFromOldest, trimStream } from '../../store/trim-audit-stream.ts';
import { settleAudit } from '../audit/settle-audit.ts';
import type { SweepPart } from './sweep.ts';

/**
 * Removes entries of the audit of long ago: from the streams that hold them first, since the entries themselves lead there. What
 * was cut off is finished before, so that no entry comes into a stream after it was removed.
 */
export const removeAudit: SweepPart = async function* (deps, organizationId, tell) {
  const { rows, clock, retention } = deps;
  const now = clock.now();
  const before = cutoff(retention.auditDays, now);
  if (before === undefined) return;
  await settleAudit(deps, organizationId);
  const trimmed = new Set<string>();
  const removed = await trimFromOldest(
    rows,
    { organizationId, stream: [] },
    {
      before,
      now,
      async first(entries) {
        for (const stream of entries.flatMap((row) => streamsOf(toEntry(organizationId, row)))) {
          const name = JSON.stringify(stream);
          if (trimmed.has(name)) continue;
          await trimStream(rows, { organizationId, stream }, before, now);
          trimmed.add(name);
        }
      },
    },
  );
  tell('audit-entries', removed);
  yield '';
};
