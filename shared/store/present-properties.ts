import type { RowValue, RowValues } from '../ports/rows.ts';
import { columnsOf } from './row-shape.ts';

/**
 * The properties of a row: what is absent or null in the object is absent in the row. What only a later version of the app
 * knows of the row that it was read from stays.
 */
export function presentProperties(values: Record<string, RowValue | null | undefined>): RowValues {
  const present: RowValues = columnsOf(values);
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) present[name] = value;
  }
  return present;
}
