import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { checkAddress, hostNameOf, isAllowedHost, type ReceiverRules } from '../../domain/webhooks/check-address.ts';
import { ReceiverFault, type Receivers } from '../../ports/receivers.ts';
import { type Resolve, resolvePublic, resolveWithSystem } from './resolve-public.ts';
import { toReceiverFault } from './to-receiver-fault.ts';

/** What is read of an answer at most, in bytes: nothing in it matters. */
const longestAnswer = 8_192;
/** For one attempt as a whole, in milliseconds. */
const defaultTimeout = 10_000;

export interface ReceiversOptions extends ReceiverRules {
  /** Absent: as the operating system says. */
  resolve?: Resolve;
  timeout?: number;
}

/**
 * Receivers by HTTPS. Names are looked up for each connection, and the connection goes to the very addresses that were
 * looked at: a name that changes its mind in between gains nothing. Redirects are not followed.
 */
export function createHttpsReceivers(options: ReceiversOptions): Receivers {
  const { resolve = resolveWithSystem, timeout = defaultTimeout } = options;

  /** Addresses for a URL that has been checked; private ones only where the operator allows them. */
  const addressesOf = (url: URL) => resolvePublic(hostNameOf(url), resolve, isAllowedHost(url, options));

  function parse(text: string): URL {
    const fault = checkAddress(text, options);
    if (fault !== undefined) throw new ReceiverFault(fault.code, fault.detail);
    return new URL(text);
  }

  return {
    async check(address) {
      const url = parse(address.reveal());
      await within(timeout, addressesOf(url));
    },

    async post({ url: address, headers, body }) {
      const url = parse(address.reveal());
      // An address that is no name is connected to without being looked up.
      if (isIP(hostNameOf(url)) !== 0) await addressesOf(url);
      const lookup: LookupFunction = (_hostname, { all }, callback) => {
        addressesOf(url).then(
          (addresses) => {
            const [first] = addresses;
            if (all) callback(null, addresses);
            else callback(null, first?.address ?? '', first?.family);
          },
          (error) => callback(error, ''),
        );
      };
      const signal = AbortSignal.timeout(timeout);
      try {
        const sending = request(url, {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          lookup,
          signal,
          // Whatever the process's environment says.
          rejectUnauthorized: true,
          // No connection is used twice: a later attempt looks the name up again.
          agent: false,
        });
        sending.end(body);
        // Once the answer has begun, what goes wrong is the answer's to tell.
        sending.on('error', () => undefined);
        const [answer] = (await once(sending, 'response')) as [IncomingMessage];
        const { statusCode: status = 0 } = answer;
        try {
          judge(status);
          await readShort(answer, status);
          return status;
        } finally {
          sending.destroy();
        }
      } catch (error) {
        throw toReceiverFault(error, signal);
      }
    },
  };
}

function judge(status: number): void {
  if (status >= 300 && status < 400) {
    const detail = `The receiver answered ${status}: redirects are not followed.`;
    throw new ReceiverFault('receiver.redirects', detail, { status });
  }
  if (status < 200 || status >= 300) {
    throw new ReceiverFault('receiver.refused', `The receiver answered ${status}.`, { status });
  }
}

async function readShort(answer: IncomingMessage, status: number): Promise<void> {
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.byteLength;
    if (size <= longestAnswer) continue;
    const detail = `The receiver took it, but its answer is longer than ${longestAnswer} bytes; it was not read further.`;
    throw new ReceiverFault('receiver.answer-too-large', detail, { status });
  }
}

/** Looking a name up cannot be cut off, but need not be waited for. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(milliseconds);
  const aborted = once(signal, 'abort').then(() => {
    throw toReceiverFault(signal.reason, signal);
  });
  return Promise.race([promise, aborted]);
}
