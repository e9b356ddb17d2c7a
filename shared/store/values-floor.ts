import { z } from 'zod';
import { RowConflict, type Rows } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `configuration`, PK organization id, RK `values-floor`: from when on the organization's old values are complete. It
 * is written a while before older ones are removed, so that nobody who has not seen it still makes a tag of before.
 */
const rowKey = 'values-floor';
const row = rowShape(1, { floor: z.date(), announcedAt: z.date() });

export interface ValuesFloor {
  floor: Date;
  announcedAt: Date;
}

export type StoredValuesFloor = ValuesFloor & { etag: string };

/** Nothing: no old value was ever removed. */
export async function getValuesFloor(rows: Rows, organizationId: string): Promise<StoredValuesFloor | undefined> {
  const found = await rows.get(configurationTable, organizationId, rowKey);
  if (found === undefined) return undefined;
  const { floor, announcedAt } = row.parse(found.values);
  return { floor, announcedAt, etag: found.etag };
}

/** Whoever else has announced another one meanwhile knows better: then nothing is written. */
export async function putValuesFloor(
  rows: Rows,
  organizationId: string,
  { floor, announcedAt }: ValuesFloor,
  was: StoredValuesFloor | undefined,
): Promise<void> {
  const written = { rowKey, values: { v: 1, floor, announcedAt } };
  try {
    await rows.write(configurationTable, organizationId, [
      was === undefined ? { kind: 'insert', ...written } : { kind: 'replace', ...written, etag: was.etag },
    ]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
