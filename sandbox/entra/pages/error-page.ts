import { html } from '../../web/html.ts';
import type { AadstsFault } from '../aadsts-fault.ts';
import { formatTimestamp } from '../error-answer.ts';
import type { EntraResponse, Traces } from '../exchange.ts';
import { page } from './layout.ts';

/** A refusal that does not go to the application; `startPath` lets the person choose another account. */
export function errorPage(fault: AadstsFault, traces: Traces, startPath?: string): EntraResponse {
  const again = startPath === undefined ? '' : html`<p><a href="${startPath}">Sign in with a different account</a></p>`;
  return page(
    'Sign in to your account',
    html`<h1>Sorry, but we’re having trouble signing you in.</h1>
<p>${fault.message}</p>
${again}
<h2>Troubleshooting details</h2>
<dl>
<dt>Request Id</dt><dd>${traces.traceId}</dd>
<dt>Correlation Id</dt><dd>${traces.correlationId}</dd>
<dt>Timestamp</dt><dd>${formatTimestamp(traces.time)}</dd>
</dl>`,
    { status: fault.status },
  );
}
