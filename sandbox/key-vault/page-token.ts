import { z } from 'zod';
import { badParameter } from './key-vault-error.ts';

export const PAGE_SIZE = 25;

const tokenSchema = z.object({ after: z.string() });

/** The opaque `$skiptoken`: behind which item the next page begins, so that changes between two pages lose nothing else. */
export function encodePageToken(after: string): string {
  return Buffer.from(JSON.stringify({ after })).toString('base64url');
}

/** What a request for a page asks: how many items (1 to 25), behind which one. */
export function readPageRequest(query: URLSearchParams): { size: number; after?: string } {
  const asked = query.get('maxresults');
  const size = asked === null ? PAGE_SIZE : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > PAGE_SIZE) {
    throw badParameter(`The maxresults parameter must be an integer from 1 to ${PAGE_SIZE}.`);
  }
  const token = query.get('$skiptoken');
  return token === null ? { size } : { size, after: decodePageToken(token) };
}

/** The link to the page behind `after`, with the version and size of the present request. */
export function nextLink(pageUrl: string, query: URLSearchParams, size: number, after: string): string {
  const apiVersion = encodeURIComponent(query.get('api-version') ?? '');
  return `${pageUrl}?api-version=${apiVersion}&$skiptoken=${encodePageToken(after)}&maxresults=${size}`;
}

function decodePageToken(token: string): string {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))).after;
  } catch {
    throw badParameter('The $skiptoken parameter is invalid.');
  }
}
