import { createHash } from 'node:crypto';
import type { ServiceError } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import type { Reply } from '../route.ts';
import { escapeHtml } from './escape-html.ts';

const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 38rem; padding: 0 1rem; color: #242424 }
h1 { font-size: 1.5rem }
.code { background: #f3f2f1; border-radius: 4px; font: 1.1rem ui-monospace, monospace; overflow-wrap: anywhere; padding: .8rem 1rem; user-select: all }
.note { color: #616161; font-size: .9rem }
`;

/** Nothing but this one style sheet: no script, no frame, no form, nothing from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The address of a page at the end of a sign-in holds a code or a state: it goes to no other site. */
export const noReferrer = { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' };

export interface AuthorizedPageInput {
  completionCode: Secret;
  tenantName: string;
  organizationName: string;
  expiresAt: Date;
}

/** Shows the completion code to the person who has signed in. */
export function authorizedPage(input: AuthorizedPageInput): Reply {
  const until = input.expiresAt.toISOString().slice(11, 16);
  return page(200, 'Signed in: one step is left', [
    `<p>The sign-in to <strong>${escapeHtml(input.tenantName)}</strong> is accepted. To connect it to the organization
<strong>${escapeHtml(input.organizationName)}</strong>, give this code where you began, before ${until} UTC:</p>`,
    `<p class="code">${escapeHtml(input.completionCode.reveal())}</p>`,
    `<p>Did somebody else send you the link that brought you here? Then close this page and do not pass the code on:
it connects your tenant to their organization.</p>`,
  ]);
}

/** Says what happened and what to do next; the status is the problem's. */
export function refusedPage(error: ServiceError, consentId?: string): Reply {
  const consent = consentId === undefined ? '' : `, consent ${escapeHtml(consentId)}`;
  return page(error.status, error.title, [
    `<p>${escapeHtml(error.detail)}</p>`,
    `<p><strong>What to do:</strong> ${escapeHtml(error.next)}</p>`,
    `<p class="note">Code ${escapeHtml(error.code)}${consent}</p>`,
  ]);
}

function page(status: number, title: string, paragraphs: readonly string[]): Reply {
  const text = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<h1>${escapeHtml(title)}</h1>
${paragraphs.join('\n')}
</html>
`;
  return {
    status,
    text,
    headers: {
      ...noReferrer,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
    },
  };
}
