import type { Secret } from '../secret.ts';

/** What is sent to a receiver. */
export interface ReceiverRequest {
  /** May itself be a credential. */
  url: Secret;
  headers: Readonly<Record<string, string>>;
  /** JSON. */
  body: string;
}

/** Why a receiver did not take what was sent. Codes are stable. */
export type ReceiverFaultCode =
  | 'address.invalid'
  | 'address.not-https'
  | 'address.credentials'
  | 'address.port'
  | 'address.private'
  | 'address.unknown'
  | 'receiver.redirects'
  | 'receiver.refused'
  | 'receiver.answer-too-large'
  | 'receiver.silent'
  | 'receiver.certificate'
  | 'receiver.unreachable';

/** The message says what is wrong for a person; it repeats nothing of the address or of an answer. */
export class ReceiverFault extends Error {
  override readonly name = 'ReceiverFault';
  readonly code: ReceiverFaultCode;
  /** The HTTP status that it answered with, if it came to that. */
  readonly status?: number;

  constructor(
    code: ReceiverFaultCode,
    message: string,
    { status, ...options }: ErrorOptions & { status?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

/** Servers of customers that are told news: only such on the Internet, over TLS. Rejects with {@link ReceiverFault} alone. */
export interface Receivers {
  /** Whether this is an address that something could be sent to now. Sends nothing. */
  check(url: Secret): Promise<void>;
  /** Resolves when the receiver took it, with its HTTP status (2xx). */
  post(request: ReceiverRequest): Promise<number>;
}
