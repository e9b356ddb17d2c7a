import fc from 'fast-check';
import { allowReturnUrl, withParameters } from '../../../shared/domain/consent/return-url.ts';

const allowed = ['https://app.example/done', 'https://portal.example/connect/', 'http://localhost:3000/'];

describe('allowReturnUrl', () => {
  test.each([
    'https://app.example/done',
    'https://portal.example/connect/',
    'https://portal.example/connect/azure?step=2&to=%2Fhome',
    'http://localhost:3000/',
    'http://localhost:3000/anything',
    'HTTPS://PORTAL.example:443/connect/azure',
  ])('allows %s', (url) => {
    expect(allowReturnUrl(url, allowed)?.href).toBe(new URL(url).href);
  });

  test.each([
    ['another page than an exact entry', 'https://app.example/done/more'],
    ['an exact entry with a query', 'https://app.example/done?next=1'],
    ['a path beside the prefix', 'https://portal.example/connections'],
    ['the prefix without its slash', 'https://portal.example/connect'],
    ['another path in other letter case', 'https://portal.example/CONNECT/x'],
    ['another origin', 'https://evil.example/connect/'],
    ['a host that begins alike', 'https://portal.example.evil.example/connect/'],
    ['another port', 'https://portal.example:8443/connect/'],
    ['another scheme', 'http://portal.example/connect/'],
    ['user information', 'https://portal.example@evil.example/connect/'],
    ['user information before the right host', 'https://me:pw@portal.example/connect/'],
    ['empty user information', 'https://@portal.example/connect/'],
    ['dot segments that leave the prefix', 'https://portal.example/connect/../admin'],
    ['dot segments that stay in it', 'https://portal.example/connect/a/../b'],
    ['a trailing dot segment', 'https://portal.example/connect/..'],
    ['encoded dots', 'https://portal.example/connect/%2e%2e/admin'],
    ['an encoded slash', 'https://portal.example/connect/..%2fadmin'],
    ['an encoded backslash', 'https://portal.example/connect/..%5Cadmin'],
    ['a backslash', 'https://portal.example\\@evil.example/connect/'],
    ['a backslash in the path', 'https://portal.example/connect/\\..\\admin'],
    ['a tab', 'https://portal.example/connect/\t'],
    ['a line break', 'https://portal.example/connect/\r\nSet-Cookie: a=b'],
    ['leading space', ' https://portal.example/connect/'],
    ['a fragment', 'https://portal.example/connect/#token'],
    ['an empty fragment', 'https://portal.example/connect/#'],
    ['a script', 'javascript:alert(1)//https://portal.example/connect/'],
    ['a scheme of its own', 'data:text/html,https://portal.example/connect/'],
    ['a scheme-relative address', '//portal.example/connect/'],
    ['a path alone', '/connect/'],
    ['slashes too few', 'https:portal.example/connect/'],
    ['slashes too many', 'https:///portal.example/connect/'],
    ['nothing', ''],
  ])('refuses %s', (_what, url) => {
    expect(allowReturnUrl(url, allowed)).toBeUndefined();
  });

  test('refuses everything when the list is empty', () => {
    expect(allowReturnUrl('https://app.example/done', [])).toBeUndefined();
  });

  // Fragments of good and bad addresses in any order: whatever is let through leads under an entry.
  const piece = fc.constantFrom(
    ...[
      'https://',
      'http://',
      'https:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '#',
      '?',
      '.',
      '..',
      '%2f',
      '%2e',
      '%5c',
      '\t',
      ' ',
    ],
    ...[
      'portal.example',
      'evil.example',
      'app.example',
      'localhost',
      '3000',
      '443',
      'connect',
      'done',
      'a',
      'é',
      'ⅹ',
      '。',
    ],
  );
  const address = fc.oneof(
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')) },
    {
      weight: 2,
      arbitrary: fc.array(piece, { maxLength: 8 }).map((pieces) => `https://portal.example/connect/${pieces.join('')}`),
    },
    { weight: 1, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
  );

  test('never lets an address through that a browser would take elsewhere', () => {
    fc.assert(
      fc.property(address, (text) => {
        const result = allowReturnUrl(text, allowed);
        if (result === undefined) return;
        // The oracle reads the allowed places as regular expressions over the browser's own reading of the text.
        const seen = new URL(text);
        expect(result.href).toBe(seen.href);
        expect(seen.username + seen.password + seen.hash).toBe('');
        expect(seen.href).toMatch(
          /^(https:\/\/app\.example\/done$|https:\/\/portal\.example\/connect\/|http:\/\/localhost:3000\/)/,
        );
        // A server that decodes before it splits the path still stays under the prefix.
        expect(decodeURIComponent(seen.pathname)).not.toMatch(/\\|\/\.{1,2}(\/|$)/);
      }),
      { numRuns: 5_000 },
    );
  });

  test('lets every plain page under a prefix through', () => {
    const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), fc.dictionary(segment, fc.string()), (path, query) => {
        const search = new URLSearchParams(query).toString();
        const url = `https://portal.example/connect/${path.join('/')}${search === '' ? '' : `?${search}`}`;
        expect(allowReturnUrl(url, allowed)?.href).toBe(url);
      }),
    );
  });
});

describe('withParameters', () => {
  test('adds to the query and replaces parameters of the same name', () => {
    const address = withParameters('https://portal.example/connect/?step=2&error=old', {
      error: 'a&b',
      consent_id: '1',
    });
    expect(address).toBe('https://portal.example/connect/?step=2&error=a%26b&consent_id=1');
  });
});
