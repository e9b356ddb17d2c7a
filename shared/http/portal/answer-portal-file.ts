import { ServiceError } from '../../errors.ts';
import { type Encoding, encodings } from '../../ports/site-files.ts';
import type { Deps } from '../../use-cases/deps.ts';
import type { Reply } from '../route.ts';
import { portalSecurityPolicy } from './security-policy.ts';

const page = 'index.html';

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

export interface FileRequest {
  /** Without a slash at its beginning. */
  path: string;
  acceptEncoding?: string;
  /** If-None-Match. */
  known?: string;
}

/**
 * A file of the portal. What is under `assets/` never changes under its name; every other path is one of the portal's own
 * addresses, which its one page shows.
 */
export async function answerPortalFile(portal: Deps['portal'], request: FileRequest): Promise<Reply> {
  const accepted = acceptedEncodings(request.acceptEncoding);
  const asset = request.path.startsWith('assets/');
  const own = await portal.files.read(request.path, accepted);
  const file = own ?? (asset ? undefined : await portal.files.read(page, accepted));
  if (file === undefined) throw new ServiceError('route.not-found', `The portal has no file ${request.path || page}.`);

  const name = own === undefined ? page : request.path;
  const etag = `"${file.version}"`;
  const headers: Record<string, string> = {
    ETag: etag,
    Vary: 'Accept-Encoding',
    'Cache-Control': asset ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': portalSecurityPolicy(portal.signIn?.issuer),
    'Referrer-Policy': 'no-referrer',
  };
  if (namesTag(request.known, etag)) return { status: 304, headers };
  const contentType = contentTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  const encoding: Record<string, string> = file.encoding === undefined ? {} : { 'Content-Encoding': file.encoding };
  return { status: 200, bytes: file.bytes, headers: { ...headers, ...encoding, 'Content-Type': contentType } };
}

/** RFC 9110, 12.5.3; `q=0` refuses. Which of the accepted ones is used is ours to choose. */
function acceptedEncodings(header = ''): Encoding[] {
  const offered = header.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const refused = (parameters: string[]) => parameters.some((each) => /^q=0(\.0*)?$/.test(each));
  return encodings.filter((encoding) =>
    offered.some(([name, ...parameters]) => name === encoding && !refused(parameters)),
  );
}

/** RFC 9110, 13.1.2: the weak comparison. */
function namesTag(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}
