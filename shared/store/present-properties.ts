import type { RowValue, RowValues } from '../ports/rows.ts';

/** The properties of a row: what is absent or null in the object is absent in the row. */
export function presentProperties(values: Record<string, RowValue | null | undefined>): RowValues {
  const present: RowValues = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) present[name] = value;
  }
  return present;
}
