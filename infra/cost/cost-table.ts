import { type Assumptions, computeCost, type Figures } from './compute-cost.ts';

/** Sizes of instances that are compared, in MB; the second is the default. */
const sizes = [512, 2_048];

/** What the service costs, as Markdown: a table of the costs and one of what they are computed from. */
export function costTables(assumptions: Assumptions): string {
  const columns = sizes.map((size) => computeCost(assumptions, size / 1_024));
  const [first = {}] = columns;
  const money = (cost: number) => cost.toFixed(cost < 0.1 ? 4 : 2);
  const costs = Object.entries(first).flatMap(([title, lines]) =>
    lines.map(({ what, formula }, index) => {
      const amounts = columns.map((column) => money(column[title]?.[index]?.cost ?? 0));
      return `| ${index === 0 ? title : ''} | ${what} | ${amounts.join(' | ')} | ${formula} |`;
    }),
  );
  const figures = (kind: string, list: Figures) =>
    Object.entries(list).map(([name, { value, of }]) => `| \`${name}\` | ${kind} | ${value} | ${of} |`);
  return [
    `| ${assumptions.currency}, prices as of ${assumptions.asOf} | | ${sizes.map((size) => `${size} MB`).join(' | ')} | Computed from |`,
    `| --- | --- | ${sizes.map(() => '---:').join(' | ')} | --- |`,
    ...costs,
    '',
    '| Name | Kind | Value | For |',
    '| --- | --- | ---: | --- |',
    ...figures('price', assumptions.prices),
    ...figures('measured', assumptions.measured),
    ...figures('assumed', assumptions.assumed),
  ].join('\n');
}
