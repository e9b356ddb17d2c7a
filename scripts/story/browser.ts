import { type HTMLElement, parse } from 'node-html-parser';

/** A page as a person would see it, with the forms that can be sent. */
export interface Page {
  url: URL;
  status: number;
  title: string;
  /** The visible text, white space folded. */
  text: string;
  /** Presses the button with this label (or the start of it) and returns what comes next. */
  press(label: string): Promise<Page>;
  /** Labels of all buttons. */
  buttons: string[];
}

export interface Browser {
  /** Opens an address and follows redirects, until a page comes or an address under one of `stopAt`. */
  open(url: string): Promise<Page>;
}

const maxRedirects = 10;

/**
 * As much of a browser as signing in needs: redirects, cookies, forms; no script. It stops, without asking for it, at
 * an address that begins with one of `stopAt` (the portal's, which this story has none of): a page without content.
 */
export function createBrowser(options: { stopAt?: string[] } = {}): Browser {
  const cookies = new Map<string, Map<string, string>>();

  async function go(start: string, init: RequestInit = {}): Promise<Page> {
    let url = new URL(start);
    let request = init;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      if (options.stopAt?.some((prefix) => url.href.startsWith(prefix))) return emptyPage(url);
      const jar = cookies.get(url.host) ?? new Map<string, string>();
      const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: {
          ...request.headers,
          ...(jar.size > 0 ? { cookie: [...jar].map(([n, v]) => `${n}=${v}`).join('; ') } : {}),
        },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const at = pair.indexOf('=');
        jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      cookies.set(url.host, jar);
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) {
        return toPage(url, response.status, await response.text());
      }
      await response.body?.cancel();
      url = new URL(location, url);
      // A redirect after a form is a GET, but for 307 and 308 (RFC 9110, 15.4).
      if (response.status !== 307 && response.status !== 308) request = {};
    }
    throw new Error(`more than ${maxRedirects} redirects from ${start}`);
  }

  function toPage(url: URL, status: number, html: string): Page {
    const root = parse(html);
    const buttons = root.querySelectorAll('form button, form input[type=submit]');
    return {
      url,
      status,
      title: root.querySelector('title')?.text.trim() ?? '',
      text: fold((root.querySelector('body') ?? root).text),
      buttons: buttons.map(labelOf),
      async press(label) {
        const button = buttons.find((candidate) => labelOf(candidate).startsWith(label));
        if (button === undefined) {
          throw new Error(
            `no button "${label}" at ${url.origin}${url.pathname}; there are: ${buttons.map(labelOf).join(', ')}`,
          );
        }
        return send(url, button);
      },
    };
  }

  function send(url: URL, button: HTMLElement): Promise<Page> {
    const form = button.closest('form');
    if (form === null) throw new Error('the button belongs to no form');
    const fields = new URLSearchParams();
    for (const input of form.querySelectorAll('input[name]:not([type=submit])')) {
      fields.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '');
    }
    const name = button.getAttribute('name');
    if (name) fields.append(name, button.getAttribute('value') ?? '');
    const action = new URL(button.getAttribute('formaction') ?? form.getAttribute('action') ?? '', url);
    if ((form.getAttribute('method') ?? 'get').toLowerCase() === 'post') {
      return go(action.href, { method: 'POST', body: fields });
    }
    action.search = fields.toString();
    return go(action.href);
  }

  return { open: (url) => go(url) };
}

function emptyPage(url: URL): Page {
  const press = () => Promise.reject(new Error(`there is no page at ${url.origin}`));
  return { url, status: 0, title: '', text: '', buttons: [], press };
}

function labelOf(button: HTMLElement): string {
  return fold(button.tagName === 'INPUT' ? (button.getAttribute('value') ?? '') : button.text);
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
