import { html } from '../web/html.ts';
import { aadstsErrors } from './aadsts-errors.ts';
import type { EntraContext } from './context.ts';
import type { EntraRequest, EntraResponse } from './exchange.ts';
import { page } from './pages/layout.ts';

/** `GET /error?code=…`: what an AADSTS number means; `error_uri` points here. */
export function errorLookup(_context: EntraContext, request: EntraRequest): EntraResponse {
  const { code = '' } = request.query;
  const entry = Object.entries(aadstsErrors).find(([number]) => number === code)?.[1];
  const content = entry
    ? html`<h1>AADSTS${code}</h1><p>${entry.text}</p><p class="quiet">OAuth error: ${entry.error}</p>`
    : html`<h1>No such error code</h1><p>${code}</p>`;
  return page('Error look-up', content, { status: entry ? 200 : 404 });
}
