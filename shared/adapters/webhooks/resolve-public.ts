import dns from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from '../../domain/webhooks/public-address.ts';
import { ReceiverFault } from '../../ports/receivers.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

export const resolveWithSystem: Resolve = (hostname) => dns.promises.lookup(hostname, { all: true });

/**
 * The addresses of a host, every one of which is on the Internet, unless any will do. Rejects with `address.private`, or
 * `address.unknown` when there are none.
 */
export async function resolvePublic(host: string, resolve: Resolve, anyWillDo: boolean): Promise<ResolvedAddress[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await lookUp(host, resolve) : [{ address: host, family }];
  if (!anyWillDo && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new ReceiverFault('address.private', 'The address is not one on the Internet.');
  }
  return addresses;
}

async function lookUp(host: string, resolve: Resolve): Promise<ResolvedAddress[]> {
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    throw new ReceiverFault('address.unknown', 'The name of the host cannot be looked up.', { cause });
  }
  throw new ReceiverFault('address.unknown', 'The name of the host has no address.');
}
