import type { Outcome } from './command.ts';

/** An outcome as a person reads it: a line for each part, lists as tables. */
export function formatOutcome(outcome: Outcome): string {
  return Object.entries(outcome)
    .map(([name, value]) => (isList(value) ? formatList(name, value) : `${name}: ${formatValue(value)}`))
    .join('\n');
}

function isList(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);
}

function formatList(name: string, list: readonly Record<string, unknown>[]): string {
  if (list.length === 0) return `${name}: none`;
  const columns = [...new Set(list.flatMap(Object.keys))];
  const lines = [columns, ...list.map((item) => columns.map((column) => formatValue(item[column])))];
  const widths = columns.map((_column, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const aligned = lines.map((line) => line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  '));
  return `${name}:\n${aligned.map((line) => `  ${line.trimEnd()}`).join('\n')}`;
}

function formatValue(value: unknown): string {
  if (value === undefined || value === null) return '-';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
