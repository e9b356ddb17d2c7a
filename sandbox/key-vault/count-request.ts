import type { Vault } from '../cloud/model.ts';

/** Counts an answered request: under its operation, and under its status (`reset` for a cut connection). */
export function countRequest(vault: Vault, operation: string, status: number | 'reset'): void {
  const { operations, statuses } = vault.counters;
  operations[operation] = (operations[operation] ?? 0) + 1;
  statuses[String(status)] = (statuses[String(status)] ?? 0) + 1;
}
