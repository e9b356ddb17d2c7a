import { ServiceError } from '../errors.ts';

/** Largest body that is read, in bytes. */
export const maxBodyBytes = 1_000_000;

/**
 * Reads a body as JSON or as a form of either kind (the contract's clients may send any of them). Nothing at all is
 * `undefined`. A form's repeated fields become a list; files are refused.
 */
export async function parseBody(bytes: Uint8Array, contentType: string | undefined): Promise<unknown> {
  if (bytes.byteLength > maxBodyBytes) throw new ServiceError('request.too-large');
  if (bytes.byteLength === 0) return undefined;
  const mediaType = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'multipart/form-data') return parseForm(await parseMultipart(bytes, contentType ?? ''));
  const text = decodeUtf8(bytes);
  if (mediaType === 'application/x-www-form-urlencoded') return parseForm([...new URLSearchParams(text)]);
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

async function parseMultipart(bytes: Uint8Array, contentType: string): Promise<[string, string][]> {
  const form = await readFormData(bytes, contentType);
  return [...form].map(([name, value]) => {
    if (typeof value === 'string') return [name, value];
    throw new ServiceError('request.invalid', 'A file is not taken here.', {
      fields: [{ field: `body.${name}`, code: 'request.invalid', detail: 'Send it as a text, without a file name.' }],
    });
  });
}

async function readFormData(bytes: Uint8Array, contentType: string): Promise<FormData> {
  try {
    return await new Response(Uint8Array.from(bytes), { headers: { 'Content-Type': contentType } }).formData();
  } catch (cause) {
    // As with JSON, the parser's message may quote the body.
    const name = cause instanceof Error ? cause.name : undefined;
    throw new ServiceError('request.invalid', 'The body is not a form of type multipart/form-data.', { cause: name });
  }
}

function parseForm(entries: readonly [string, string][]): Record<string, string | string[]> {
  const fields = new Map<string, string[]>();
  for (const [name, value] of entries) fields.set(name, [...(fields.get(name) ?? []), value]);
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
