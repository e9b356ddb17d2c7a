/**
 * A person in front of the sandbox's sign-in pages: picks an account by user principal name, answers what is asked, and stops at the
 * address outside of Entra that the browser is sent to. Rejects with the page's text when it ends on a page.
 */
export async function answerPages(
  url: string,
  answers: { user: string; decision: 'accept' | 'cancel' | 'request-approval' },
): Promise<string> {
  const { origin } = new URL(url);
  let response = await fetch(url, { redirect: 'manual' });
  for (let page = 0; page < 5; page += 1) {
    const location = response.headers.get('location');
    if (location !== null) {
      const next = new URL(location, url);
      if (next.origin !== origin) return next.href;
      response = await fetch(next, { redirect: 'manual' });
      continue;
    }
    const text = await response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
    const request = / name="request" value="([^"]+)"/.exec(text)?.[1];
    if (action === undefined || request === undefined) throw new Error(`the browser ended on a page:\n${text}`);
    const field: Record<string, string> = text.includes(' name="user"')
      ? { user: answers.user }
      : { decision: answers.decision };
    response = await fetch(new URL(action, url), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ request, ...field }),
    });
  }
  throw new Error('the pages do not end');
}
