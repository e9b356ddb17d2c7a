import { html } from '../../web/html.ts';
import { icons } from '../../web/icons.ts';
import type { Page } from './page.ts';

/** In place of a page that is not there. */
export const errorPage: Page = {
  title: 'There is nothing here',
  kind: 'It may be gone meanwhile',
  icon: icons.cloud,
  trail: [{ label: 'Local Azure', path: '/' }],
  content: html`<p><a href="/">See all vaults and organizations</a></p>`,
};
