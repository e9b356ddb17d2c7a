import { CipherFault } from '../../ports/cipher.ts';
import { KeyRefused } from '../../ports/key-wrapper.ts';

/** Does something with a wrapping key; what the wrapper rejects with becomes a `CipherFault`. */
export async function wrapping<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = error instanceof KeyRefused ? 'cipher.unreadable' : 'cipher.key-unavailable';
    throw new CipherFault(code, { cause: error });
  }
}
