import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { trustSandbox } from '../../sandbox/dns/trust-sandbox.ts';
import { createCertificateAuthority } from '../../sandbox/tls/certificate-authority.ts';

/** A server on this machine that speaks TLS, whose certificate this process accepts, under names that it knows. */
export async function startHttpsServer(listener: RequestListener) {
  const authority = await createCertificateAuthority();
  const forget = trustSandbox({ caPem: authority.caPem, resolve: (name) => name.endsWith('.hooks.localhost') });
  const server = createServer(await authority.serverOptions(['good.hooks.localhost', '127.0.0.1']), listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    /** Its certificate is for this name. */
    url: `https://good.hooks.localhost:${port}`,
    async stop() {
      forget();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
