import type { PipelinePolicy } from './pipeline-policy.ts';

const escapes = { '\u2028': '\\u2028', '\u2029': '\\u2029' };

/**
 * Writes U+2028 and U+2029 as JSON escapes. JSON lets them stand as they are, but they are line ends to Unicode, and
 * the storage emulator (3.37) answers 500 to a transaction that holds one. Only values can hold them: keys are
 * percent-encoded in URLs.
 */
export const escapeLineSeparators: PipelinePolicy = {
  name: 'escapeLineSeparators',
  sendRequest(request, next) {
    if (typeof request.body === 'string') {
      request.body = request.body.replace(/[\u2028\u2029]/g, (found) => escapes[found as keyof typeof escapes]);
    }
    return next(request);
  },
};
