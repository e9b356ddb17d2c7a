import { ServiceError } from '../errors.ts';

/** Largest body that is read, in bytes. */
export const maxBodyBytes = 1_000_000;

/**
 * Reads a body as JSON or as a form (the contract's clients may send either). Nothing at all is `undefined`.
 * A form's repeated fields become a list.
 */
export function parseBody(bytes: Uint8Array, contentType: string | undefined): unknown {
  if (bytes.byteLength > maxBodyBytes) throw new ServiceError('request.too-large');
  if (bytes.byteLength === 0) return undefined;
  const mediaType = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase();
  const text = decodeUtf8(bytes);
  if (mediaType === 'application/x-www-form-urlencoded') return parseForm(new URLSearchParams(text));
  if (mediaType !== 'application/json' && !mediaType?.endsWith('+json')) {
    throw new ServiceError('request.media-type', `A body of type ${mediaType} is not understood.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The parser's message quotes the body, which may hold a secret: it stays out of the answer and of the log.
    throw new ServiceError('request.not-json', undefined, { cause: cause instanceof Error ? cause.name : undefined });
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ServiceError('request.not-json', 'The body is not UTF-8.', { cause });
  }
}

function parseForm(form: URLSearchParams): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    fields.set(name, values.length === 1 ? (values[0] ?? '') : values);
  }
  return Object.fromEntries(fields);
}
