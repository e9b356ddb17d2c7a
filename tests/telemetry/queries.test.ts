import { readFileSync } from 'node:fs';
import { details, dimensions, logEvents, metrics, type SpanName, spans, values } from '../../shared/ports/signals.ts';

const read = (path: string) => readFileSync(new URL(`../../infra/${path}`, import.meta.url), 'utf8');
const alerts = JSON.parse(read('monitoring/alerts.json'));
const workbook = JSON.parse(read('monitoring/workbook.json'));

interface WorkbookItem {
  type: number;
  content: { title: string; query: string };
}
interface AlertRule {
  name: string;
  properties: { description: string; criteria: { allOf: { query: string; metricMeasureColumn?: string }[] } };
}

const queries: [string, string][] = [
  ...alerts.resources.map(({ name, properties }: AlertRule) => [name, properties.criteria.allOf[0]?.query]),
  ...workbook.items
    .filter(({ type }: WorkbookItem) => type === 3)
    .map(({ content }: WorkbookItem) => [content.title, content.query]),
];

/** Literals that a column is compared with: `column == "x"`, `column in ("x", "y")`. */
function comparedWith(query: string, column: string): string[] {
  const one = [...query.matchAll(new RegExp(`\\b${column} [!=]= "([^"]*)"`, 'g'))].map(([, literal = '']) => literal);
  const lists = [...query.matchAll(new RegExp(`\\b${column} !?in \\(([^)]*)\\)`, 'g'))];
  return [...one, ...lists.flatMap(([, list = '']) => [...list.matchAll(/"([^"]*)"/g)].map(([, each = '']) => each))];
}

const known: Record<string, readonly string[]> = {
  outcome: Object.keys(values.outcome),
  queue: Object.keys(values.queue),
  kind: Object.keys(values.kind),
  throttled: ['true', 'false'],
};

const attributesOf = (table: string, names: string[]): string[][] =>
  table === 'customMetrics'
    ? names.map((name) => [...metrics[name as keyof typeof metrics].dimensions])
    : names.map((name) => [...spans[name as SpanName].details]);

test.each(queries)('%s asks only for what the service tells', (_name, query) => {
  const [table = ''] = query.split('\n');
  expect(['customMetrics', 'dependencies', 'traces']).toContain(table);
  const column = table === 'traces' ? 'event' : 'name';
  const names = comparedWith(query, column);
  const declared = { customMetrics: metrics, dependencies: spans, traces: logEvents }[table] ?? {};
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(Object.keys(declared)).toContain(name);

  for (const [, attribute = ''] of query.matchAll(/customDimensions\["([^"]*)"\]/g)) {
    for (const attributes of attributesOf(table, names)) expect(attributes).toContain(attribute);
  }
  // No other way to reach an attribute, which the line above would not see.
  expect(query.replaceAll(/customDimensions\["\w+"\]/g, '')).not.toContain('customDimensions');
  for (const [, field = ''] of query.matchAll(/\bline\.(\w+)/g)) expect(['event', 'code', 'traceId']).toContain(field);

  for (const dimension of Object.keys(dimensions)) {
    for (const literal of comparedWith(query, dimension)) expect(known[dimension] ?? []).toContain(literal);
  }
  const literals = [...query.matchAll(/"([^"]*)"/g)].length;
  const checked = [column, ...Object.keys(dimensions)].flatMap((each) => comparedWith(query, each)).length;
  const attributes = [...query.matchAll(/customDimensions\["/g)].length;
  expect(checked + attributes).toBe(literals);
});

test('counters are read by their sum, histograms by count, sum and extremes, gauges by extremes', () => {
  const columns = {
    counter: ['valueSum'],
    histogram: ['valueCount', 'valueSum', 'valueMax'],
    gauge: ['valueMin', 'valueMax'],
  };
  for (const [, query] of queries.filter(([, text]) => text.startsWith('customMetrics'))) {
    for (const name of comparedWith(query, 'name')) {
      const { kind } = metrics[name as keyof typeof metrics];
      for (const [column] of query.matchAll(/\bvalue\w+/g)) expect(columns[kind]).toContain(column);
    }
  }
});

test('an alert measures a column that its query has', () => {
  for (const { properties } of alerts.resources as AlertRule[]) {
    const [criterion] = properties.criteria.allOf;
    if (criterion?.metricMeasureColumn === undefined) continue;
    expect(criterion.query).toMatch(new RegExp(`\\b${criterion.metricMeasureColumn} = `));
  }
});

test('there is an alert for each thing that somebody has to look at', () => {
  const names = (alerts.resources as AlertRule[]).map(({ name }) => /'-([a-z-]+)'/.exec(name)?.[1]);
  expect(names).toEqual(
    expect.arrayContaining(['poisoned-messages', 'stalled-tasks', 'error-rate', 'oldest-health-check', 'throttling']),
  );
});

test('every alert names its section of the runbook, and there it is', () => {
  const runbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const sections = [...runbook.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
  for (const { name, properties } of alerts.resources as AlertRule[]) {
    const [, section] = /'-([a-z-]+)'/.exec(name) ?? [];
    expect(properties.description).toMatch(new RegExp(`, parameters\\('runbook'\\), '#${section}'\\)\\]$`));
    expect(sections).toContain(section);
  }
});

test('every parameter of the alerts is used, declared and documented with its default', () => {
  const text = read('monitoring/alerts.json');
  const used = new Set([...text.matchAll(/parameters\('(\w+)'\)/g)].map(([, name]) => name));
  expect([...used].sort()).toEqual(Object.keys(alerts.parameters).sort());
  const documentation = read('README.md');
  for (const [name, { defaultValue, metadata }] of Object.entries<{
    defaultValue?: unknown;
    metadata: { description: string };
  }>(alerts.parameters)) {
    const shown = defaultValue === undefined ? 'required' : `\`${JSON.stringify(defaultValue)}\``;
    expect(documentation).toContain(`| \`${name}\` | ${shown} | ${metadata.description} |`);
  }
});

test('what tells apart is little: no dimension is an id', () => {
  const ids = Object.keys(details).filter((name) => name.endsWith('_id'));
  for (const { dimensions: of } of Object.values(metrics)) {
    for (const dimension of of) expect(ids).not.toContain(dimension);
  }
});
