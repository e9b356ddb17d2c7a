/** A form of the pages: the operation that it carries out, and where to go then. */
export interface SentForm {
  method: string;
  path: string;
  /** Its fields; what was left empty is not there, what was chosen several times has blanks between. */
  body: Record<string, string>;
  /** The page to show afterwards, and the one that shows what went wrong. */
  back: string;
  from: string;
  /** What the page says then. */
  done: string;
}

/** Reads `/form?method=…&path=…&back=…&from=…&done=…`, in which `{name}` stands for what was typed into the field `name`. */
export function readForm(query: URLSearchParams, text: string): SentForm {
  const sent = new URLSearchParams(text);
  const body: Record<string, string> = {};
  for (const name of new Set(sent.keys())) {
    const value = sent.getAll(name).join(' ');
    if (value !== '') body[name] = value;
  }
  const fill = (name: string) =>
    (query.get(name) ?? '').replace(/\{(\w+)\}/g, (_match, field: string) => encodeURIComponent(body[field] ?? ''));
  return {
    method: query.get('method') ?? 'POST',
    path: fill('path'),
    body,
    back: ownPath(fill('back')),
    from: ownPath(fill('from')),
    done: query.get('done') ?? '',
  };
}

/** A path here and nowhere else: `//host` would be elsewhere. */
const ownPath = (path: string) => (/^\/(?![/\\])/.test(path) ? path : '/');
