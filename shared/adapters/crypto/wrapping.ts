import { CipherFault } from '../../ports/cipher.ts';
import { KeyRefused, KeyUnavailable } from '../../ports/key-wrapper.ts';

/** Does something with a wrapping key; what the wrapper rejects with becomes a `CipherFault`. */
export async function wrapping<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof KeyRefused) throw new CipherFault('cipher.unreadable', { cause: error });
    const retryAfter = error instanceof KeyUnavailable && error.mayPass ? (error.retryAfter ?? 1) : undefined;
    throw new CipherFault('cipher.key-unavailable', { cause: error, retryAfter });
  }
}
