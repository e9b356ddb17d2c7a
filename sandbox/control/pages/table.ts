import { type Html, html } from '../../web/html.ts';

export interface Column<Row> {
  label: string;
  cell: (row: Row) => Html | string;
}

/** A table whose first column names the row; on phones its rows are cards. What is empty says so instead. */
export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  empty: string,
): Html {
  if (rows.length === 0) return html`<p class="caption">${caption}</p><p class="quiet">${empty}</p>`;
  const [first, ...others] = columns;
  return html`<table class="rows"><caption>${caption}</caption>
<thead><tr>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr><th scope="row">${first?.cell(row) ?? ''}</th>${others.map(
      ({ label, cell }) => html`<td data-column="${label}">${cell(row)}</td>`,
    )}</tr>
`,
  )}</tbody></table>`;
}
