import type { ServerResponse } from 'node:http';
import type { Cloud } from '../cloud/cloud.ts';
import { ControlError } from './control-error.ts';
import { errorPage } from './pages/error-page.ts';
import { findPage } from './pages/find-page.ts';
import { layOut, type Message } from './pages/layout.ts';
import type { Page } from './pages/page.ts';
import { isSaid, said } from './pages/said.ts';

/** Answers with the page at an address; `?done=` says which form has just done its work. */
export function answerPage(cloud: Cloud, url: URL, response: ServerResponse): void {
  const done = url.searchParams.get('done');
  try {
    const page = findPage(cloud, url.pathname);
    send(response, 200, page, isSaid(done) ? { kind: 'good', text: said[done] } : undefined);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    send(response, error.status, errorPage, { kind: 'bad', text: error.message });
  }
}

/** Answers a form that could not do its work, with the page that it is on where that is still there. */
export function answerRefusal(cloud: Cloud, pathname: string, error: ControlError, response: ServerResponse): void {
  let page: Page;
  try {
    page = findPage(cloud, pathname);
  } catch {
    page = errorPage;
  }
  send(response, error.status, page, { kind: 'bad', text: error.message });
}

function send(response: ServerResponse, status: number, page: Page, message?: Message): void {
  const { markup, policy } = layOut(page, message);
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': `${policy}; form-action 'self'`,
    })
    .end(markup);
}
