/** What a browser sees of Entra: a page with its form's hidden `request`, or the way back to the application. */
export interface Sight {
  status: number;
  text: string;
  /** Address of the page's form, absolute. */
  action: string;
  /** The form's hidden fields. */
  fields: Record<string, string>;
  /** Parameters with which the application is called back; none while Entra still shows a page. */
  callback?: URLSearchParams;
  /** The whole address of the call back. */
  location?: string;
  headers: Headers;
}

/** A browser without scripts that stays with Entra: forms are posted, redirects are looked at, cookies are kept. */
export function createBrowser() {
  let cookie = '';

  async function go(url: string, form?: Record<string, string>): Promise<Sight> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: cookie ? { cookie } : {},
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const set = response.headers.getSetCookie()[0];
    if (set) cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    const location = response.headers.get('location') ?? undefined;
    const action = unescapeHtml(/<form[^>]* action="([^"]*)"/.exec(text)?.[1] ?? '');
    return {
      status: response.status,
      text,
      action: action && new URL(action, url).href,
      fields: Object.fromEntries(
        [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
          unescapeHtml(name),
          unescapeHtml(value),
        ]),
      ),
      ...(location === undefined ? {} : { location, callback: new URL(location).searchParams }),
      headers: response.headers,
    };
  }

  const submit = (page: Sight, fields: Record<string, string>) => go(page.action, { ...page.fields, ...fields });
  return {
    go,
    submit,
    /** Opens the address, picks the account and, if asked, gives this answer to the consent page. */
    async signIn(url: string, user: string, decision = 'accept'): Promise<Sight> {
      const page = await submit(await go(url), { user });
      return page.text.includes('name="decision"') ? submit(page, { decision }) : page;
    },
  };
}

function unescapeHtml(text: string): string {
  const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
