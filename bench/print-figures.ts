import { type Figure, isReached, ratioOf } from './figure.ts';

const columns = ['case', 'value', 'unit', 'bound', 'ratio', 'target'] as const;

/** A JSON object for each figure, a line each. */
export function figuresAsJson(bench: string, figures: readonly Figure[]): string {
  return figures
    .map((figure) => {
      const { case: name, value, unit, bound = null, target = null } = figure;
      const [ratio = null, reached = null] = [ratioOf(figure), isReached(figure)];
      return `${JSON.stringify({ bench, case: name, value, unit, bound, ratio, target, reached })}\n`;
    })
    .join('');
}

/** A table for a person to read. */
export function figuresAsTable(figures: readonly Figure[]): string {
  const cells = figures.map((figure) => [
    figure.case,
    rounded(figure.value),
    figure.unit,
    rounded(figure.bound),
    rounded(ratioOf(figure)),
    figure.target === undefined
      ? ''
      : `${isReached(figure) ? '' : 'not '}≤ ${Math.round(figure.target * 1_000) / 1_000}`,
  ]);
  const widths = columns.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[columns, widths.map((width) => '-'.repeat(width)), ...cells].map(line).join('\n')}\n`;
}

function rounded(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value * 100) / 100);
}
