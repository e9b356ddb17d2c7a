import { details, dimensions, logEvents, metrics, spans, values } from '../../shared/ports/signals.ts';

const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

const meanings = (record: Record<string, string>) =>
  Object.entries(record).map(([name, meaning]) => [`\`${name}\``, meaning]);

/** The declarations as docs/observability.md shows them. */
export const signalTables = {
  metrics: table(
    ['Metric', 'Kind', 'Unit', 'Dimensions', 'Meaning'],
    Object.entries(metrics).map(([name, metric]) => [
      `\`${name}\``,
      metric.kind,
      `\`${metric.unit}\``,
      code(metric.dimensions),
      metric.meaning,
    ]),
  ),
  dimensions: table(['Dimension', 'Meaning'], meanings(dimensions)),
  spans: table(
    ['Span', 'Attributes', 'Meaning'],
    Object.entries(spans).map(([name, span]) => [`\`${name}\``, code(span.details), span.meaning]),
  ),
  attributes: table(
    ['Attribute', 'Meaning'],
    meanings(details).filter(([name]) => !Object.keys(dimensions).some((known) => `\`${known}\`` === name)),
  ),
  ...Object.fromEntries(
    Object.entries(values).map(([name, record]) => [
      `values of ${name}`,
      table(['Value', 'Meaning'], meanings(record)),
    ]),
  ),
  'log events': table(['Event', 'Meaning'], meanings(logEvents)),
};
