import { hashSource } from '../../web/document.ts';
import { Html, html } from '../../web/html.ts';
import type { EntraResponse } from '../exchange.ts';
import { page } from './layout.ts';

const script = 'document.forms[0].submit()';

/** Posts the answer to the application (OAuth 2.0 Form Post Response Mode); without scripts at the press of a button. */
export function formPostPage(action: string, fields: Record<string, string>): EntraResponse {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`,
  );
  return page(
    'Working...',
    html`<form method="post" action="${action}">
${inputs}<button class="primary">Continue</button>
</form>
<script>${new Html(script)}</script>`,
    { scripts: hashSource(script) },
  );
}
