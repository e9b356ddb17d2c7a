import type { Schemas } from '../../../api/schema.ts';

type StatusChange = Schemas['AzureKeyVaultStatusChange'];

/** A time of one status, as a part of the span that is shown: `from` and `to` are 0 (its beginning) to 1 (now). */
export interface Segment {
  status: StatusChange['to'];
  from: number;
  to: number;
}

/**
 * How the status stood in the span before `now`, oldest first. `changes`: newest first; `complete`: they reach back to the first
 * one, so that the time before it is known by what it changed from. Times in milliseconds.
 */
export function segments(
  changes: readonly StatusChange[],
  { now, span, complete }: { now: number; span: number; complete: boolean },
): Segment[] {
  const since = now - span;
  const place = (time: number) => Math.min(1, Math.max(0, (time - since) / span));
  const oldest = changes.at(-1);
  const before: Segment[] =
    oldest === undefined
      ? []
      : [{ status: complete ? oldest.from : 'unknown', from: 0, to: place(Date.parse(oldest.at)) }];
  const after = changes.toReversed().map(({ to: status, at, until }) => ({
    status,
    from: place(Date.parse(at)),
    to: until === null ? 1 : place(Date.parse(until)),
  }));
  return [...before, ...after].filter(({ from, to }) => to > from);
}
