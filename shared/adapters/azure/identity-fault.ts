/** `identity.refused`: it will give no token as it stands. `identity.unreachable`: it may a little later. */
export type IdentityFaultCode = 'identity.refused' | 'identity.unreachable';

/** There is no token for an identity of the service's own; the message says why and what to do, for its operator. */
export class IdentityFault extends Error {
  override readonly name = 'IdentityFault';
  readonly code: IdentityFaultCode;

  constructor(code: IdentityFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
