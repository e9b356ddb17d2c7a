import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Html, html } from './html.ts';

const style = readFileSync(new URL('./pages.css', import.meta.url), 'utf8');

/** The CSP source of an inline script or stylesheet with this text. */
export const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export interface Document {
  markup: string;
  /** Its Content-Security-Policy: no scripts but the ones named by a hash, nothing from elsewhere, in no frame. */
  policy: string;
}

/**
 * A whole page in the look of the local Azure.
 * @param kind a page of its portal, or one of its Entra's, which is a card in the middle
 * @param scripts CSP sources of scripts on the page
 */
export function document(kind: 'portal' | 'sign-in', title: string, body: Html, scripts = "'none'"): Document {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body class="${kind}">
${body}
</body>
</html>
`;
  const sources = `default-src 'none'; style-src ${hashSource(style)}; script-src ${scripts}`;
  return { markup: page.markup, policy: `${sources}; base-uri 'none'; frame-ancestors 'none'` };
}
