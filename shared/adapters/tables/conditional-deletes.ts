import type { PipelinePolicy } from './pipeline-policy.ts';

/** A DELETE inside the multipart body of a transaction, up to the value of its If-Match header. */
const anyDelete = /(\r\nDELETE [^\r\n]+ HTTP\/1\.1\r\n(?:[^\r\n]+\r\n)*?if-match: )\*(?=\r\n)/gi;

/**
 * Makes the deletes of a transaction conditional. The SDK (13.3) sends `If-Match: *` with every delete in a
 * transaction and offers no way to name an etag; this puts the etags there, in the order of the deletes.
 * JSON escapes line breaks, so no value of a row can look like such a request.
 */
export function conditionalDeletes(etags: readonly string[]): PipelinePolicy {
  return {
    name: 'conditionalDeletes',
    sendRequest(request, next) {
      if (typeof request.body !== 'string') return next(request);
      let found = 0;
      request.body = request.body.replace(anyDelete, (_match, head: string) => {
        found += 1;
        return `${head}${etags[found - 1] ?? '*'}`;
      });
      // Sending a delete without its condition would delete what somebody else has just written.
      if (found !== etags.length)
        throw new Error(`expected ${etags.length} deletes in the transaction, found ${found}`);
      return next(request);
    },
  };
}
