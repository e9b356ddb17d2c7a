import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type StorageService = 'Table' | 'Queue' | 'Blob';

export interface StorageCounter {
  /** The emulator's connection string with the counted services behind the counter. */
  connectionString: string;
  /** Requests since the last call of `reset`; a transaction counts as one. */
  readonly count: number;
  /** The same by service. */
  readonly counts: Readonly<Record<StorageService, number>>;
  reset(): void;
  stop(): Promise<void>;
}

const none = { Table: 0, Queue: 0, Blob: 0 };

/**
 * Counts requests on their way to the emulator. Shared-key signatures name no host, so that the emulator accepts what
 * is passed on to it.
 */
export async function countStorageRequests(
  emulator: string,
  services: readonly StorageService[] = ['Table'],
  /** Told of every request. */
  onRequest: (request: IncomingMessage) => void = () => undefined,
): Promise<StorageCounter> {
  let counts = { ...none };
  let connectionString = emulator;
  const proxies: { stop(): Promise<void> }[] = [];
  for (const service of services) {
    const endpoint = new URL(new RegExp(`${service}Endpoint=([^;]+)`).exec(emulator)?.[1] ?? '');
    const proxy = await passOn(endpoint, (request) => {
      counts[service] += 1;
      onRequest(request);
    });
    proxies.push(proxy);
    connectionString = connectionString.replace(endpoint.host, proxy.host);
  }
  return {
    connectionString,
    get count() {
      return counts.Table + counts.Queue + counts.Blob;
    },
    get counts() {
      return counts;
    },
    reset() {
      counts = { ...none };
    },
    async stop() {
      for (const proxy of proxies) await proxy.stop();
    },
  };
}

/** Passes requests on to the endpoint, telling of each. */
async function passOn(
  endpoint: URL,
  tell: (request: IncomingMessage) => void,
): Promise<{ host: string; stop(): Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    tell(request);
    const onward = http.request(
      {
        agent,
        host: endpoint.hostname,
        port: endpoint.port,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
