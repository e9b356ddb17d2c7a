/**
 * Values as the platform's host and its worker exchange them: exactly one property is set.
 * https://github.com/Azure/azure-functions-language-worker-protobuf (TypedData, RpcHttp)
 */
export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  int?: number;
  double?: number;
  http?: HttpData;
}

export interface HttpData {
  method?: string;
  /** Absolute, as the client asked for it. */
  url?: string;
  nullableHeaders?: Record<string, { value: string }>;
  nullableQuery?: Record<string, { value: string }>;
  nullableParams?: Record<string, { value: string }>;
  body?: TypedData | null;
  /** Of a response, as a string. */
  statusCode?: string;
  headers?: Record<string, string>;
  cookies?: HttpCookie[];
}

export interface HttpCookie {
  name: string;
  value: string;
  domain?: { value: string };
  path?: { value: string };
  expires?: { value: { seconds: number } };
  secure?: { value: boolean };
  httpOnly?: { value: boolean };
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  /** Seconds. */
  maxAge?: { value: number };
}

export interface InvocationResponse {
  returnValue?: TypedData | null;
  outputData?: { name: string; data: TypedData }[];
}

/** Undefined for no data at all. */
export function toBytes(data: TypedData | null | undefined): Buffer | undefined {
  if (!data) return undefined;
  if (data.bytes !== undefined) return Buffer.from(data.bytes);
  const text = data.string ?? data.json ?? (data.int ?? data.double)?.toString();
  return text === undefined ? undefined : Buffer.from(text, 'utf8');
}
