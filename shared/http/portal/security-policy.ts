/** Of nothing at all. */
const emptyHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * The portal's Content-Security-Policy: its own files, the API and the sign-in service, nothing else. Style elements may be
 * empty: the portal's rules are put into them by the CSSOM, which the policy leaves alone
 * (https://www.w3.org/TR/CSP3/#directive-style-src), so that neither inline styles nor a nonce are needed.
 */
export function portalSecurityPolicy(issuer: string | undefined): string {
  const signIn = issuer === undefined ? [] : [new URL(issuer).origin];
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", emptyHash],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...signIn],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  })
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
