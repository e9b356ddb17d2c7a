import { Html } from './html.ts';

const icon = (paths: string) =>
  new Html(
    `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

/** Drawn beside the title of a page, in its colour of links. */
export const icons = {
  cloud: icon('<path d="M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 9.6A4.2 4.2 0 0 1 17 18z"/>'),
  tenant: icon('<path d="M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3"/>'),
  vault: icon('<circle cx="12" cy="12" r="9"/><circle cx="12" cy="10" r="2.5"/><path d="M12 12.5V17"/>'),
  secret: icon('<circle cx="8" cy="15" r="4"/><path d="m11 12 8-8m-4 4 3 3"/>'),
};
