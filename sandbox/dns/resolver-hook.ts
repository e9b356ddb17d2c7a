import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { promisify } from 'node:util';
import { notFoundError } from './lookup-errors.ts';

/** Whether a name under `.localhost` exists; may ask elsewhere, and reject when that cannot be asked. */
export type Resolve = (hostname: string) => boolean | Promise<boolean>;

type LookupCallback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };
const resolvers = new Set<Resolve>();
let restore: (() => void) | undefined;

/**
 * Answers `dns.lookup` for names under `.localhost` in this process: 127.0.0.1 while `resolve` says that the name exists,
 * else the ENOTFOUND that getaddrinfo gives. Sockets and the SDKs' agents look names up through it. All other names, and
 * `localhost` itself, go to the operating system as before. Several resolvers can be in force: one that knows the name is enough.
 * @returns the undo
 */
export function answerLocalhostNames(resolve: Resolve): () => void {
  // A wrapper, so that handing in one function twice gives two entries.
  const own: Resolve = (hostname) => resolve(hostname);
  resolvers.add(own);
  restore ??= replaceLookup();
  return () => {
    resolvers.delete(own);
    if (resolvers.size > 0) return;
    restore?.();
    restore = undefined;
  };
}

function replaceLookup(): () => void {
  const original = { lookup: dns.lookup, promised: dns.promises.lookup };

  async function lookupPromised(hostname: string, options?: number | LookupOptions | null) {
    if (!isOurs(hostname)) return original.promised(hostname, toOptions(options));
    const addresses = await addressesOf(hostname, toOptions(options));
    return toOptions(options).all ? addresses : addresses[0];
  }

  function lookup(hostname: string, ...rest: [LookupCallback] | [number | LookupOptions, LookupCallback]): void {
    if (!isOurs(hostname)) {
      Reflect.apply(original.lookup, dns, [hostname, ...rest]);
      return;
    }
    const callback = rest.at(-1) as LookupCallback;
    const options = toOptions(rest.length > 1 ? (rest[0] as number | LookupOptions) : undefined);
    addressesOf(hostname, options).then(
      (addresses) => {
        const [first = LOOPBACK] = addresses;
        // Out of the promise, so that an exception in the callback is the caller's and not a rejection of ours.
        process.nextTick(() => (options.all ? callback(null, addresses) : callback(null, first.address, first.family)));
      },
      (error: Error) => process.nextTick(() => callback(error)),
    );
  }
  Object.defineProperty(lookup, promisify.custom, { value: lookupPromised });

  dns.lookup = lookup as typeof dns.lookup;
  dns.promises.lookup = lookupPromised as typeof dns.promises.lookup;
  syncBuiltinESMExports();
  return () => {
    dns.lookup = original.lookup;
    dns.promises.lookup = original.promised;
    syncBuiltinESMExports();
  };
}

async function addressesOf(hostname: string, options: LookupOptions): Promise<LookupAddress[]> {
  if (options.family === 6 || options.family === 'IPv6') throw notFoundError(hostname);
  const name = withoutFinalDot(hostname).toLowerCase();
  const answers = await Promise.all([...resolvers].map((resolve) => resolve(name)));
  if (!answers.includes(true)) throw notFoundError(hostname);
  return [{ ...LOOPBACK }];
}

function isOurs(hostname: unknown): boolean {
  return typeof hostname === 'string' && withoutFinalDot(hostname).toLowerCase().endsWith('.localhost');
}

const withoutFinalDot = (hostname: string): string => (hostname.endsWith('.') ? hostname.slice(0, -1) : hostname);

function toOptions(options: number | LookupOptions | null | undefined): LookupOptions {
  return typeof options === 'number' ? { family: options } : (options ?? {});
}
