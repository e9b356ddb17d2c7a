import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';

/** A receiver on this machine whose certificate the service trusts; `localhost` is to be among WEBHOOK_ALLOWED_HOSTS. */
export async function startReceiver({ serverOptions }: Pick<Sandbox, 'serverOptions'>, listener: RequestListener) {
  const server = createServer(await serverOptions(['localhost']), listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
