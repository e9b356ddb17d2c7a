/** Markup that needs no escaping any more. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Insert = string | Html | readonly Html[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template whose inserted strings are escaped, between tags and in quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...inserts: Insert[]): Html {
  const markup = parts.map((part, index) => `${part}${markupOf(inserts[index] ?? '')}`);
  return new Html(markup.join(''));
}

function markupOf(insert: Insert): string {
  if (insert instanceof Html) return insert.markup;
  if (typeof insert === 'string') return insert.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  return insert.map((each) => each.markup).join('');
}
