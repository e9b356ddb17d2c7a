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

  constructor(code: ReceiverFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Servers of customers that are told news: only such on the Internet, over TLS. Rejects with {@link ReceiverFault} alone. */
export interface Receivers {
  /** Whether this is an address that something could be sent to now. Sends nothing. */
  check(url: Secret): Promise<void>;
  /** Resolves when the receiver took it (2xx). */
  post(request: ReceiverRequest): Promise<void>;
}
