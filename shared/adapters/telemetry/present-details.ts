import type { DetailValue } from '../../ports/signals.ts';

/** Without what is undefined. */
export function presentDetails(record: Record<string, DetailValue | undefined>): Record<string, DetailValue> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, DetailValue] => entry[1] !== undefined),
  );
}
