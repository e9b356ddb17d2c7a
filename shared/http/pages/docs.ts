import type { Route } from '../route.ts';
import { escapeHtml } from './escape-html.ts';

type ProblemTable = Record<string, readonly [status: number, title: string, next: string]>;

/** A page that lists every address and every error code; problems' `type` links to it. */
export function docsPage(routes: readonly Route[], problems: ProblemTable): string {
  const addresses = routes
    .map(
      ({ method, path, summary, auth }) =>
        `<tr><td><code>${method}</code></td><td><code>${escapeHtml(path)}</code></td><td>${escapeHtml(summary)}</td><td>${auth}</td></tr>`,
    )
    .join('\n');
  const codes = Object.entries(problems)
    .map(
      ([code, [status, title, next]]) =>
        `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}.</td><td>${escapeHtml(next)}</td></tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Key Vault integration: API</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #242424 }
table { border-collapse: collapse; width: 100% }
td, th { border-bottom: 1px solid #ddd; padding: .35rem .6rem; text-align: left; vertical-align: top }
tr:target { background: #fff4ce }
</style>
<h1>Key Vault integration: API</h1>
<p>The machine-readable description is <a href="/api/v1/openapi.json">openapi.json</a>. Requests carry
<code>Authorization: Api-Key &lt;key&gt;</code> or <code>Authorization: Bearer &lt;token&gt;</code>.</p>
<h2>Addresses</h2>
<table><tr><th>Method<th>Address<th>What it does<th>Least role</tr>
${addresses}
</table>
<h2>Error codes</h2>
<p>Errors are <code>application/problem+json</code> (RFC 9457); <code>code</code> is one of these and stays what it is.</p>
<table><tr><th>Code<th>Status<th>Meaning<th>What to do</tr>
${codes}
</table>
</html>
`;
}
