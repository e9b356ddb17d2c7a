import { ask } from './client.ts';

/** An answer with what stands for its revision, to be sent back as If-Match. */
export interface Tagged<T> {
  value: T;
  etag: string | undefined;
}

/** What a call answers, with its ETag; rejects as {@link ask} does. */
export async function askTagged<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Tagged<T>> {
  const value = await ask(call);
  const { response } = await call;
  return { value, etag: response.headers.get('etag') ?? undefined };
}

/** The header that lets a change through only while it is about this revision. */
export const ifMatch = (etag: string | undefined): { 'If-Match'?: string } =>
  etag === undefined ? {} : { 'If-Match': etag };
