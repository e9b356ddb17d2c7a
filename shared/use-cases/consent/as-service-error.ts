import { problemOfNumber } from '../../domain/consent/callback-error.ts';
import { ServiceError } from '../../errors.ts';
import { EntraFault, IdTokenFault } from '../../ports/entra.ts';

/** Entra's faults as problems for the person who signs in; anything else is returned as it is. */
export function asServiceError(error: unknown): unknown {
  if (error instanceof IdTokenFault) return new ServiceError(error.code, undefined, { cause: error });
  if (!(error instanceof EntraFault)) return error;
  // A tenant's policy may speak up only when the code is redeemed.
  const known = error.code === 'entra.code-refused' ? problemOfNumber(error.aadsts) : undefined;
  const number = error.aadsts === undefined ? '' : ` (AADSTS${error.aadsts})`;
  return new ServiceError(
    known ?? error.code,
    `${error.code === 'entra.unavailable' ? 'Entra did not answer' : 'Entra refused'}${number}.`,
    {
      cause: error,
      ...(error.code === 'entra.unavailable' ? { retryAfter: 60 } : {}),
    },
  );
}
