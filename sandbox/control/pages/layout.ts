import { type Document, document } from '../../web/document.ts';
import { html } from '../../web/html.ts';
import type { Page } from './page.ts';

export interface Message {
  kind: 'good' | 'bad';
  text: string;
}

/** The page in its frame. The title begins with the message: it is what a screen reader reads first. */
export function layOut({ title, kind, icon, trail, content }: Page, message?: Message): Document {
  const steps = trail.map(({ label, path }) => html`<li><a href="${path}">${label}</a></li>`);
  const body = html`<header><a href="/">Local Azure</a> <span>what a customer’s administrator sees and does</span></header>
${
  steps.length === 0
    ? ''
    : html`<nav class="trail" aria-label="Breadcrumb"><ol>${steps}<li aria-current="page">${title}</li></ol></nav>`
}
<main>
<div class="title">${icon}<div><h1>${title}</h1><p class="quiet">${kind}</p></div></div>
${message === undefined ? '' : html`<p class="message ${message.kind}" role="${message.kind === 'bad' ? 'alert' : 'status'}">${message.text}</p>`}
${content}
</main>`;
  const name = trail.length === 0 ? title : `${title} – Local Azure`;
  return document('portal', message === undefined ? name : `${message.text} ${name}`, body);
}
