import { z } from 'zod';
import { RowConflict, type Rows } from '../ports/rows.ts';
import { checksTable } from './checks-table.ts';
import { jsonColumn } from './json-column.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `checks`, PK `sweep`, RK `retention`: how far the removal of what is due has come.
 */
const partition = 'sweep';
const rowKey = 'retention';

const place = z.object({ organizationId: z.string(), part: z.int(), after: z.string() });
const row = rowShape(1, {
  begunAt: z.date(),
  heldUntil: z.date().optional(),
  place: jsonColumn(place).optional(),
});

/** Up to where everything is done: in an organization's part what comes up to `after`, and all before it. */
export type RetentionPlace = z.output<typeof place>;

/** Going through everything once, in however many turns. */
export interface RetentionRound {
  begunAt: Date;
  /** Somebody is at it, until then at the latest. */
  heldUntil?: Date;
  /** Absent: all of it is done. */
  place?: RetentionPlace;
}

export type StoredRetentionRound = RetentionRound & { etag?: string };

export async function getRetentionRound(rows: Rows): Promise<StoredRetentionRound | undefined> {
  const found = await rows.get(checksTable, partition, rowKey);
  if (found === undefined) return undefined;
  const { v: _version, ...round } = row.parse(found.values);
  return { ...round, etag: found.etag };
}

/** Returns it with its new etag; nothing when somebody else has written it meanwhile. */
export async function putRetentionRound(
  rows: Rows,
  { etag, ...round }: StoredRetentionRound,
): Promise<StoredRetentionRound | undefined> {
  const values = presentProperties({ v: 1, ...round, place: round.place && JSON.stringify(round.place) });
  try {
    const [written] = await rows.write(checksTable, partition, [
      etag === undefined ? { kind: 'insert', rowKey, values } : { kind: 'replace', rowKey, values, etag },
    ]);
    return { ...round, etag: written };
  } catch (error) {
    if (error instanceof RowConflict) return undefined;
    throw error;
  }
}
