import type { EntraResponse } from '../exchange.ts';
import { Html, html } from './html.ts';

const style = new Html(`
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f2f2f2; color: #1b1b1b;
  font: 15px/1.45 "Segoe UI", system-ui, sans-serif }
main { background: #fff; width: min(27rem, 100vw); box-sizing: border-box; padding: 2.75rem; overflow-wrap: anywhere; box-shadow: 0 2px 6px #0003 }
h1 { font-size: 1.5rem; font-weight: 600; margin: 0 0 1rem }
h2 { font-size: 1rem; margin: 0 0 .25rem }
.cloud { color: #737373; font-weight: 600; margin: 0 0 1rem }
.quiet { color: #616161; font-size: .85rem }
button { font: inherit; cursor: pointer; border: 0; padding: .45rem 1.5rem; background: #0067b8; color: #fff }
button.secondary { background: #ccc; color: #000 }
button.account { display: block; width: 100%; text-align: left; background: none; color: inherit; padding: .7rem .5rem;
  border-bottom: 1px solid #e5e5e5 }
button.account:hover, button.account:focus { background: #e5e5e5 }
.actions { display: flex; gap: .5rem; justify-content: flex-end; margin-top: 1.5rem; flex-wrap: wrap }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem .8rem; overflow-wrap: anywhere; font-size: .85rem }
dd { margin: 0 }
`);

/** No scripts but the ones named by a hash, nothing from elsewhere, in no frame. */
const securityPolicy = (scripts: string) =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src ${scripts}; base-uri 'none'; frame-ancestors 'none'`;

export interface PageOptions {
  status?: number;
  headers?: Record<string, string>;
  /** CSP sources of scripts on the page. */
  scripts?: string;
}

/** A page as of a sign-in; works without scripts. */
export function page(title: string, content: Html, options: PageOptions = {}): EntraResponse {
  const document = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
<p class="cloud">Entra of the local Azure</p>
${content}
</main>
</html>
`;
  return {
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': securityPolicy(options.scripts ?? "'none'"),
      ...options.headers,
    },
    body: document.markup,
  };
}
