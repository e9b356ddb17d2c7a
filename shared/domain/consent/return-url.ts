/** What makes people and parsers disagree about an address, refused as it was written: before a parser tidies it up. */
const tricks = [
  // A browser takes a backslash for a slash, and drops tabs and line breaks.
  /[\\\s\p{Cc}]/u,
  // Encoded slashes, backslashes and dots: servers disagree on whether they separate and climb.
  /^[^?#]*%(?:2f|5c|2e)/i,
  // Dot segments.
  /^[^?#]*\/\.{1,2}(?:[/?#]|$)/,
];

/**
 * The address to send the browser back to, when the list allows it.
 *
 * An entry allows itself; an entry that ends in `/` also everything under it on the same origin (with any query).
 * Addresses are compared as parsed (WHATWG URL), and those with user information, a fragment, dot segments, encoded
 * slashes or backslashes are never allowed. https://www.rfc-editor.org/rfc/rfc9700#section-4.11 (open redirectors)
 */
export function allowReturnUrl(returnUrl: string, allowed: readonly string[]): URL | undefined {
  if (tricks.some((trick) => trick.test(returnUrl)) || !URL.canParse(returnUrl)) return undefined;
  const url = new URL(returnUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '' || returnUrl.includes('#')) return undefined;
  // `https:///host` and `https:host` parse as `https://host`; nobody writes them in good faith.
  if (!/^https?:\/\/[^/@]+(?:[/?]|$)/i.test(returnUrl)) return undefined;
  return allowed.some((entry) => covers(new URL(entry), url)) ? url : undefined;
}

function covers(entry: URL, url: URL): boolean {
  if (entry.href === url.href) return true;
  const isPrefix = entry.pathname.endsWith('/') && entry.search === '';
  return isPrefix && entry.origin === url.origin && url.pathname.startsWith(entry.pathname);
}

/** The address with these parameters in its query; they replace parameters of the same names. */
export function withParameters(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
