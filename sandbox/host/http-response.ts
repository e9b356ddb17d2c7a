import { type HttpCookie, type InvocationResponse, toBytes } from './typed-data.ts';

export interface HttpReply {
  status: number;
  /** A list where a header is sent several times. */
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** The server's own business. */
const OWN_HEADERS = ['content-length', 'transfer-encoding', 'connection', 'keep-alive'];

/** What an HTTP function's response makes on the wire; a function that returns nothing answers 204. */
export function toHttpReply(response: InvocationResponse, httpOutputs: readonly string[]): HttpReply {
  const named = response.outputData?.find(({ name }) => httpOutputs.includes(name))?.data;
  const http = (response.returnValue ?? named)?.http;
  if (!http) return { status: 204, headers: {}, body: Buffer.alloc(0) };
  const headers: HttpReply['headers'] = {};
  for (const [name, value] of Object.entries(http.headers ?? {})) {
    if (!OWN_HEADERS.includes(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  const cookies = (http.cookies ?? []).map(serializeCookie);
  if (cookies.length > 0) headers['set-cookie'] = [...[headers['set-cookie'] ?? []].flat(), ...cookies];
  return { status: Number(http.statusCode ?? 200), headers, body: toBytes(http.body) ?? Buffer.alloc(0) };
}

/** A Set-Cookie value (RFC 6265) as ASP.NET Core writes it: escaped value, path `/` unless said otherwise. */
function serializeCookie(cookie: HttpCookie): string {
  const parts = [`${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`];
  if (cookie.expires) parts.push(`expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`);
  if (cookie.maxAge) parts.push(`max-age=${Math.floor(cookie.maxAge.value)}`);
  if (cookie.domain) parts.push(`domain=${cookie.domain.value}`);
  parts.push(`path=${cookie.path?.value ?? '/'}`);
  if (cookie.secure?.value) parts.push('secure');
  const sameSite = { lax: 'lax', strict: 'strict', explicitNone: 'none', none: undefined }[cookie.sameSite ?? 'none'];
  if (sameSite) parts.push(`samesite=${sameSite}`);
  if (cookie.httpOnly?.value) parts.push('httponly');
  return parts.join('; ');
}
