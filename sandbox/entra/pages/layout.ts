import { document } from '../../web/document.ts';
import { type Html, html } from '../../web/html.ts';
import { icons } from '../../web/icons.ts';
import type { EntraResponse } from '../exchange.ts';

export interface PageOptions {
  status?: number;
  headers?: Record<string, string>;
  /** CSP sources of scripts on the page. */
  scripts?: string;
}

/** A page as of a sign-in; works without scripts. */
export function page(title: string, content: Html, options: PageOptions = {}): EntraResponse {
  const body = html`<main>
<p class="cloud">${icons.cloud} Entra of the local Azure</p>
${content}
</main>`;
  const { markup, policy } = document('sign-in', title, body, options.scripts);
  return {
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': policy,
      ...options.headers,
    },
    body: markup,
  };
}

/** The first letters of a name, where Entra has a picture; drawn, since they are no part of what a button says. */
export function avatar(name: string): Html {
  const letters = name.split(' ').map((word) => word.charAt(0).toUpperCase());
  const shown = [letters[0], ...letters.slice(1).slice(-1)].join('');
  return html`<span class="avatar" data-letters="${shown}" aria-hidden="true"></span>`;
}
