import type { Html } from '../../web/html.ts';

/** What a page shows below the header. */
export interface Page {
  title: string;
  /** What kind of thing the page is about. */
  kind: string;
  icon: Html;
  /** The way to the page: pages above it. */
  trail: { label: string; path: string }[];
  content: Html;
}
